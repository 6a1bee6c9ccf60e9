"""The invented people of the demonstration. Every surname says that nobody of this name exists."""

from enum import Enum
from typing import NamedTuple

from portal.common.roles import Role

DOMAIN = "demo.invalid"


class Stage(Enum):
    """How far somebody has come; `content.demo.stages` says what they did to get there."""

    NOMINATED = "nominated, has not answered"
    NO_ACCOUNT = "nominated, has no account yet"
    CLOSED = "nominated by mistake; the program office closed it"
    DECLINED = "declined the nomination"
    ACCEPTED = "just accepted"
    ATTESTED = "good standing attested, nothing read yet"
    READING = "in the middle of the training"
    WANTS_SESSION = "training done, no session yet"
    HAS_PLACE = "training done, has a place in the coming session"
    FULL = "training done, in the session that is full or on its waitlist"
    WENT_YESTERDAY = "was in the latest session, attendance not marked yet"
    ABSENT = "had a place, and did not come"
    EXCUSED = "had a place, and said beforehand that they could not come"
    WANTS_EXPECTATIONS = "waiting for their own signature under the expectations"
    WANTS_GOOD_STANDING = "certified, good standing not attested"
    CERTIFIED = "certified, waiting for the endorsement"
    NOT_ENDORSED = "certified, endorsement declined"
    ACTIVE = "active"
    PAUSED = "active, then paused"
    WITHDRAWN = "was active; the endorsement was withdrawn"
    REVOKED = "was active; attendance was corrected, and the certificate revoked"
    LAPSED = "was active; certificate and endorsement have run out"
    LEFT = "was active, and has left the hospital"


class DemoColleague(NamedTuple):
    """A person of the demonstration. `group` says with whose session they trained (0: the oldest)."""

    name: str
    credentials: str
    section: str
    stage: Stage | None = None
    group: int = 0

    @property
    def email(self) -> str:
        first, last = self.name.lower().replace("’", "").split(" ", 1)
        return f"{first}.{last.replace(' ', '-')}@{DOMAIN}"


class CastMember(NamedTuple):
    """A person with a password, for whoever looks at the demonstration."""

    title: str
    colleague: DemoColleague
    roles: tuple[Role, ...] = ()


ROBIN = DemoColleague("Robin Sample", "MD", "critical-care", Stage.READING)
JORDAN = DemoColleague("Jordan Example", "MD", "hospital-medicine")
DANA = DemoColleague("Dana Example", "MD", "critical-care")
LEE = DemoColleague("Lee Specimen", "DO", "emergency-medicine")
CASEY = DemoColleague("Casey Placeholder", "", "psychiatry")
SKY = DemoColleague("Sky Pretend", "MD", "cardiology")
# Three of the cohort with something of their own to tell (see content.demo.load).
OVERLOOKED = DemoColleague("Ingrid Pretend", "MD", "emergency-medicine", Stage.ACTIVE, 3)
RESTED = DemoColleague("Ursula Example", "MD", "critical-care", Stage.ACTIVE, 1)
UNDECIDED = DemoColleague("Maya Demo", "MD", "psychiatry", Stage.WANTS_SESSION)

CAST = [
    CastMember("Peer supporter, in the middle of the training", ROBIN),
    CastMember("Facilitator", JORDAN, (Role.FACILITATOR,)),
    CastMember("Section head (Critical Care)", DANA),
    CastMember("Other section leader (Emergency Medicine)", LEE),
    CastMember("Coordinator", CASEY, (Role.COORDINATOR,)),
    CastMember("Editor", DemoColleague("Emery Template", "", "psychiatry"), (Role.EDITOR,)),
    CastMember(
        "Legal reviewer",
        DemoColleague("Lane Imaginary", "JD", "general-pediatrics"),
        (Role.LEGAL_REVIEWER,),
    ),
    CastMember(
        "Risk reviewer", DemoColleague("Rowan Fictional", "RN", "surgery"), (Role.RISK_REVIEWER,)
    ),
    CastMember("Colleague without a role", SKY),
]

# One head for each section; Dana is one of the cast.
HEADS = [
    DANA,
    DemoColleague("Amara Specimen", "MD", "emergency-medicine"),
    DemoColleague("Beatriz Example", "MD", "neonatology"),
    DemoColleague("Chidi Placeholder", "MD", "hospital-medicine"),
    DemoColleague("Devi Mockup", "MD", "surgery"),
    DemoColleague("Elias Prototype", "MD", "anesthesiology"),
    DemoColleague("Farah Sample", "MD", "cardiology"),
    DemoColleague("Gabriel Pretend", "DO", "hematology-oncology"),
    DemoColleague("Hana Fictional", "MD", "general-pediatrics"),
    DemoColleague("Isaac Invented", "MD", "psychiatry"),
    DemoColleague("Jun Example", "MD", "emergency-medicine-cos"),
    DemoColleague("Katya Template", "MD", "critical-care-cos"),
    DemoColleague("Luis Specimen", "MD", "neonatology-cos"),
    DemoColleague("Mei Imaginary", "DO", "hospital-medicine-cos"),
    DemoColleague("Noor Demo", "MD", "anesthesiology-cos"),
]

COHORT = [
    ROBIN,
    DemoColleague("Ada Demo", "MD", "neonatology", Stage.NOMINATED),
    DemoColleague("Bruno Mockup", "DO", "surgery", Stage.NOMINATED),
    DemoColleague("Clara Imaginary", "MD", "critical-care-cos", Stage.NO_ACCOUNT),
    DemoColleague("Diego Sample", "MD", "cardiology", Stage.NO_ACCOUNT),
    DemoColleague("Gideon Mockup", "MD", "surgery", Stage.CLOSED),
    DemoColleague("Esther Fictional", "MD", "anesthesiology", Stage.DECLINED),
    DemoColleague("Felix Prototype", "MD", "hospital-medicine-cos", Stage.DECLINED),
    DemoColleague("Grace Pretend", "NP", "general-pediatrics", Stage.ACCEPTED),
    DemoColleague("Hugo Specimen", "MD", "critical-care", Stage.ACCEPTED),
    DemoColleague("Imani Template", "MD", "hematology-oncology", Stage.ATTESTED),
    DemoColleague("Jonas Invented", "MD", "emergency-medicine-cos", Stage.READING, 1),
    DemoColleague("Keiko Example", "MD", "surgery", Stage.READING, 2),
    UNDECIDED,
    DemoColleague("Nils Sample", "MD", "neonatology-cos", Stage.WANTS_SESSION),
    DemoColleague("Olga Fictional", "DO", "cardiology", Stage.HAS_PLACE),
    DemoColleague("Quinn Example", "MD", "emergency-medicine", Stage.FULL),
    DemoColleague("Rosa Prototype", "MD", "hospital-medicine", Stage.FULL),
    DemoColleague("Samir Template", "MD", "general-pediatrics", Stage.FULL),
    DemoColleague("Uma Pretend", "MD", "critical-care-cos", Stage.FULL),
    DemoColleague("Viktor Specimen", "MD", "hematology-oncology", Stage.WENT_YESTERDAY),
    DemoColleague("Wen Invented", "MD", "psychiatry", Stage.WENT_YESTERDAY),
    DemoColleague("Ximena Sample", "MD", "anesthesiology", Stage.ABSENT, 4),
    DemoColleague("Yusuf Example", "MD", "hospital-medicine-cos", Stage.EXCUSED, 4),
    DemoColleague("Zora Placeholder", "MD", "emergency-medicine", Stage.WANTS_EXPECTATIONS, 4),
    DemoColleague("Bela Template", "MD", "critical-care", Stage.WANTS_GOOD_STANDING, 4),
    DemoColleague("Carmen Prototype", "MD", "critical-care", Stage.CERTIFIED, 4),
    DemoColleague("Dmitri Demo", "DO", "emergency-medicine", Stage.CERTIFIED, 4),
    DemoColleague("Eva Specimen", "MD", "anesthesiology-cos", Stage.CERTIFIED, 4),
    DemoColleague("Farid Mockup", "MD", "cardiology", Stage.NOT_ENDORSED, 4),
    DemoColleague("Gina Invented", "MD", "critical-care", Stage.ACTIVE, 4),
    DemoColleague("Hassan Sample", "MD", "neonatology-cos", Stage.ACTIVE, 4),
    OVERLOOKED,
    DemoColleague("Joao Example", "MD", "surgery", Stage.ACTIVE, 3),
    DemoColleague("Kofi Imaginary", "MD", "hospital-medicine", Stage.ACTIVE, 3),
    DemoColleague("Leila Prototype", "NP", "critical-care-cos", Stage.ACTIVE, 3),
    DemoColleague("Marek Demo", "MD", "psychiatry", Stage.ACTIVE, 3),
    DemoColleague("Nadia Template", "MD", "cardiology", Stage.ACTIVE, 2),
    DemoColleague("Omar Specimen", "MD", "neonatology", Stage.ACTIVE, 2),
    DemoColleague("Priya Fictional", "MD", "hematology-oncology", Stage.ACTIVE, 2),
    DemoColleague("Rafael Placeholder", "MD", "anesthesiology", Stage.ACTIVE, 2),
    DemoColleague("Sofia Mockup", "DO", "emergency-medicine-cos", Stage.ACTIVE, 2),
    DemoColleague("Tariq Invented", "MD", "general-pediatrics", Stage.ACTIVE, 2),
    RESTED,
    DemoColleague("Vera Pretend", "MD", "hospital-medicine", Stage.ACTIVE, 1),
    DemoColleague("Walter Demo", "MD", "emergency-medicine", Stage.ACTIVE, 1),
    DemoColleague("Yara Sample", "MD", "hospital-medicine-cos", Stage.ACTIVE, 1),
    DemoColleague("Anneke Prototype", "MD", "neonatology", Stage.PAUSED, 1),
    DemoColleague("Boris Imaginary", "MD", "critical-care-cos", Stage.PAUSED, 2),
    DemoColleague("Ilse Template", "MD", "general-pediatrics", Stage.WITHDRAWN, 2),
    DemoColleague("Jarek Fictional", "MD", "anesthesiology", Stage.REVOKED, 4),
    DemoColleague("Chiara Placeholder", "MD", "cardiology", Stage.LAPSED, 0),
    DemoColleague("Dov Fictional", "MD", "general-pediatrics", Stage.LAPSED, 0),
    DemoColleague("Fatima Invented", "MD", "hospital-medicine", Stage.LEFT, 1),
]
