"""Which formats a text may have; everything else is the design's."""

PROSE = ["h3", "bold", "italic", "ol", "ul", "link"]
SHORT = ["bold", "italic", "ol", "ul", "link"]
