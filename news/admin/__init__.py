"""What the editors write and look after of the news: in the order the menu shows it."""

from news.admin import posts, letters, comments, banners  # noqa: F401, I001  registered in this order
