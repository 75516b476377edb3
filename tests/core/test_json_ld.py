import json

from core.templatetags.json_ld import json_ld


def test_a_text_cannot_end_the_data_block() -> None:
    nasty = "</script><script>alert('æ & ø')</script><!--"
    block = str(json_ld({"@type": "Place", "name": nasty}))
    assert block.count("<") == 2
    inside = block.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert json.loads(inside) == {"@context": "https://schema.org", "@type": "Place", "name": nasty}


def test_what_is_empty_is_left_out() -> None:
    assert "telephone" not in json_ld({"@type": "Organization", "telephone": ""})
