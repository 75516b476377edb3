from news.models.banners import Banner
from news.models.comments import Comment
from news.models.posts import Post, PostQuerySet

__all__ = ["Banner", "Comment", "Post", "PostQuerySet"]
