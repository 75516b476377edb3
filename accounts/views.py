from typing import Any

from allauth.account.views import LoginView


class Login(LoginView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        # allauth's `site` (a host name) would hide ours, which the page's frame prints.
        del context["site"]
        return context
