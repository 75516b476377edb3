from news.models.posts import Post, PostQuerySet

__all__ = ["Post", "PostQuerySet"]
