"""Which module can wait for which other."""

from curriculum.models import Course
from curriculum.phrases.completeness import UNPUBLISHED, waiting_for_one_another
from curriculum.rules.completeness import circle
from curriculum.selectors.courses import in_the_course, prerequisites_of, titles_of


def why_not_after(course: Course | None, *, slug: str, title: str, prerequisite: str) -> str:
    """Why the module with this slug and title cannot wait for another (slug); empty when it can."""
    if course is None or not in_the_course(course).filter(slug=prerequisite).exists():
        return str(UNPUBLISHED)
    titles = {**titles_of(course), slug: title}
    way = circle(slug, {**prerequisites_of(course), slug: prerequisite})
    return waiting_for_one_another([titles.get(each) or each for each in way]) if way else ""
