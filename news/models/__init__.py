from news.models.banners import Banner
from news.models.comments import Comment
from news.models.letters import Letter, LetterQuerySet
from news.models.posts import Post, PostQuerySet
from news.models.subscribers import Subscriber, SubscriberQuerySet

__all__ = ["Banner", "Comment", "Letter", "LetterQuerySet", "Post", "PostQuerySet", "Subscriber", "SubscriberQuerySet"]
