from initiatives.admin import initiatives, results

__all__ = ["initiatives", "results"]
