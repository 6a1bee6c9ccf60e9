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


class Colleague(NamedTuple):
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
    colleague: Colleague
    roles: tuple[Role, ...] = ()


ROBIN = Colleague("Robin Sample", "MD", "critical-care", Stage.READING)
JORDAN = Colleague("Jordan Example", "MD", "hospital-medicine")
DANA = Colleague("Dana Example", "MD", "critical-care")
LEE = Colleague("Lee Specimen", "DO", "emergency-medicine")
CASEY = Colleague("Casey Placeholder", "", "psychiatry")
SKY = Colleague("Sky Pretend", "MD", "cardiology")
# Three of the cohort with something of their own to tell (see content.demo.load).
OVERLOOKED = Colleague("Ingrid Pretend", "MD", "emergency-medicine", Stage.ACTIVE, 3)
RESTED = Colleague("Ursula Example", "MD", "critical-care", Stage.ACTIVE, 1)
UNDECIDED = Colleague("Maya Demo", "MD", "psychiatry", Stage.WANTS_SESSION)

CAST = [
    CastMember("Peer supporter, in the middle of the training", ROBIN),
    CastMember("Facilitator", JORDAN, (Role.FACILITATOR,)),
    CastMember("Section head (Critical Care)", DANA),
    CastMember("Other section leader (Emergency Medicine)", LEE),
    CastMember("Coordinator", CASEY, (Role.COORDINATOR,)),
    CastMember("Editor", Colleague("Emery Template", "", "psychiatry"), (Role.EDITOR,)),
    CastMember(
        "Legal reviewer",
        Colleague("Lane Imaginary", "JD", "general-pediatrics"),
        (Role.LEGAL_REVIEWER,),
    ),
    CastMember(
        "Risk reviewer", Colleague("Rowan Fictional", "RN", "surgery"), (Role.RISK_REVIEWER,)
    ),
    CastMember("Colleague without a role", SKY),
]

# One head for each section; Dana is one of the cast.
HEADS = [
    DANA,
    Colleague("Amara Specimen", "MD", "emergency-medicine"),
    Colleague("Beatriz Example", "MD", "neonatology"),
    Colleague("Chidi Placeholder", "MD", "hospital-medicine"),
    Colleague("Devi Mockup", "MD", "surgery"),
    Colleague("Elias Prototype", "MD", "anesthesiology"),
    Colleague("Farah Sample", "MD", "cardiology"),
    Colleague("Gabriel Pretend", "DO", "hematology-oncology"),
    Colleague("Hana Fictional", "MD", "general-pediatrics"),
    Colleague("Isaac Invented", "MD", "psychiatry"),
    Colleague("Jun Example", "MD", "emergency-medicine-cos"),
    Colleague("Katya Template", "MD", "critical-care-cos"),
    Colleague("Luis Specimen", "MD", "neonatology-cos"),
    Colleague("Mei Imaginary", "DO", "hospital-medicine-cos"),
    Colleague("Noor Demo", "MD", "anesthesiology-cos"),
]

COHORT = [
    ROBIN,
    Colleague("Ada Demo", "MD", "neonatology", Stage.NOMINATED),
    Colleague("Bruno Mockup", "DO", "surgery", Stage.NOMINATED),
    Colleague("Clara Imaginary", "MD", "critical-care-cos", Stage.NO_ACCOUNT),
    Colleague("Diego Sample", "MD", "cardiology", Stage.NO_ACCOUNT),
    Colleague("Gideon Mockup", "MD", "surgery", Stage.CLOSED),
    Colleague("Esther Fictional", "MD", "anesthesiology", Stage.DECLINED),
    Colleague("Felix Prototype", "MD", "hospital-medicine-cos", Stage.DECLINED),
    Colleague("Grace Pretend", "NP", "general-pediatrics", Stage.ACCEPTED),
    Colleague("Hugo Specimen", "MD", "critical-care", Stage.ACCEPTED),
    Colleague("Imani Template", "MD", "hematology-oncology", Stage.ATTESTED),
    Colleague("Jonas Invented", "MD", "emergency-medicine-cos", Stage.READING, 1),
    Colleague("Keiko Example", "MD", "surgery", Stage.READING, 2),
    UNDECIDED,
    Colleague("Nils Sample", "MD", "neonatology-cos", Stage.WANTS_SESSION),
    Colleague("Olga Fictional", "DO", "cardiology", Stage.HAS_PLACE),
    Colleague("Quinn Example", "MD", "emergency-medicine", Stage.FULL),
    Colleague("Rosa Prototype", "MD", "hospital-medicine", Stage.FULL),
    Colleague("Samir Template", "MD", "general-pediatrics", Stage.FULL),
    Colleague("Uma Pretend", "MD", "critical-care-cos", Stage.FULL),
    Colleague("Viktor Specimen", "MD", "hematology-oncology", Stage.WENT_YESTERDAY),
    Colleague("Wen Invented", "MD", "psychiatry", Stage.WENT_YESTERDAY),
    Colleague("Ximena Sample", "MD", "anesthesiology", Stage.ABSENT, 4),
    Colleague("Yusuf Example", "MD", "hospital-medicine-cos", Stage.EXCUSED, 4),
    Colleague("Zora Placeholder", "MD", "emergency-medicine", Stage.WANTS_EXPECTATIONS, 4),
    Colleague("Bela Template", "MD", "critical-care", Stage.WANTS_GOOD_STANDING, 4),
    Colleague("Carmen Prototype", "MD", "critical-care", Stage.CERTIFIED, 4),
    Colleague("Dmitri Demo", "DO", "emergency-medicine", Stage.CERTIFIED, 4),
    Colleague("Eva Specimen", "MD", "anesthesiology-cos", Stage.CERTIFIED, 4),
    Colleague("Farid Mockup", "MD", "cardiology", Stage.NOT_ENDORSED, 4),
    Colleague("Gina Invented", "MD", "critical-care", Stage.ACTIVE, 4),
    Colleague("Hassan Sample", "MD", "neonatology-cos", Stage.ACTIVE, 4),
    OVERLOOKED,
    Colleague("Joao Example", "MD", "surgery", Stage.ACTIVE, 3),
    Colleague("Kofi Imaginary", "MD", "hospital-medicine", Stage.ACTIVE, 3),
    Colleague("Leila Prototype", "NP", "critical-care-cos", Stage.ACTIVE, 3),
    Colleague("Marek Demo", "MD", "psychiatry", Stage.ACTIVE, 3),
    Colleague("Nadia Template", "MD", "cardiology", Stage.ACTIVE, 2),
    Colleague("Omar Specimen", "MD", "neonatology", Stage.ACTIVE, 2),
    Colleague("Priya Fictional", "MD", "hematology-oncology", Stage.ACTIVE, 2),
    Colleague("Rafael Placeholder", "MD", "anesthesiology", Stage.ACTIVE, 2),
    Colleague("Sofia Mockup", "DO", "emergency-medicine-cos", Stage.ACTIVE, 2),
    Colleague("Tariq Invented", "MD", "general-pediatrics", Stage.ACTIVE, 2),
    RESTED,
    Colleague("Vera Pretend", "MD", "hospital-medicine", Stage.ACTIVE, 1),
    Colleague("Walter Demo", "MD", "emergency-medicine", Stage.ACTIVE, 1),
    Colleague("Yara Sample", "MD", "hospital-medicine-cos", Stage.ACTIVE, 1),
    Colleague("Anneke Prototype", "MD", "neonatology", Stage.PAUSED, 1),
    Colleague("Boris Imaginary", "MD", "critical-care-cos", Stage.PAUSED, 2),
    Colleague("Ilse Template", "MD", "general-pediatrics", Stage.WITHDRAWN, 2),
    Colleague("Jarek Fictional", "MD", "anesthesiology", Stage.REVOKED, 4),
    Colleague("Chiara Placeholder", "MD", "cardiology", Stage.LAPSED, 0),
    Colleague("Dov Fictional", "MD", "general-pediatrics", Stage.LAPSED, 0),
    Colleague("Fatima Invented", "MD", "hospital-medicine", Stage.LEFT, 1),
]
