"""HTML as an edition stores it. Pure."""

import re

# The editor's mark on a paragraph, new with each retyping; it says nothing to a reader.
BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')
# A browser shows one space for several, and none beside an element that begins a line of its own. A
# non-breaking space is text.
SPACE = r"[ \t\n\f\r]"
SPACES = re.compile(f"{SPACE}+")
BESIDE_BLOCK = re.compile(
    rf"{SPACE}*(</?(?:p|h[1-6]|ul|ol|li|dl|dt|dd|div|section|figure|figcaption|blockquote|details|summary|hr"
    rf"|table|caption|thead|tbody|tr|th|td)\b[^>]*>){SPACE}*"
)
# The editor writes <b> and <i> for what other tools call <strong> and <em>.
SAME_ELEMENT = re.compile(r"<(/?)(b|i)>")
SAME = {"b": "strong", "i": "em"}


def normalised(html: str) -> str:
    """The same for everything that a reader sees alike, whoever wrote it: a starter text or the CMS's editor.

    An edition is new, and a section to be read again, only where its words or their form are.
    """
    html = SPACES.sub(" ", BLOCK_KEY.sub("", html))
    html = SAME_ELEMENT.sub(lambda found: f"<{found[1]}{SAME[found[2]]}>", html)
    return BESIDE_BLOCK.sub(r"\1", html).strip()
