"""The facts of one generated supporter."""

import datetime as dt
from typing import Any

from certification.codes import new_code
from certification.enums import LeaderDecision, NominationStatus
from certification.models import Attestation, Certificate, Endorsement, Hold, Nomination, Supporter
from certification.rules.requirements.certificate import CERTIFICATE
from certification.rules.requirements.endorsement import ENDORSEMENT
from certification.rules.requirements.good_standing import GOOD_STANDING
from content.demo.crowd.ground import TEXT, Ground, Rows, noon, signed
from content.demo.crowd.stages import Stage
from curriculum.models import Acceptance, Completion
from curriculum.rules.months import months_after
from portal.common.signatures import fingerprint
from portal.common.time import today
from portal.sections.models import Section


def add_learning(ground: Ground, rows: Rows, supporter: Supporter, stage: Stage) -> None:
    for number, edition in enumerate(ground.editions[: stage.modules]):
        on = supporter.since + dt.timedelta(days=number)
        rows.add(
            Completion(
                person_id=supporter.person_id,
                edition=edition,
                completed_at=noon(on),
                completed_on=on,
            )
        )
    if stage.expectations:
        on = supporter.since + dt.timedelta(days=12)
        rows.add(
            Acceptance(
                person_id=supporter.person_id,
                edition=ground.expectations,
                **signed(supporter.person, on),
            )
        )


def add_signatures(
    ground: Ground, rows: Rows, late: Rows, supporter: Supporter, stage: Stage
) -> None:
    section: Section = supporter.section  # type: ignore[attr-defined]
    leader, on = ground.leaders[section.pk], supporter.since
    rows.add(
        Nomination(
            nominee_name=supporter.person.name,
            nominee_email=supporter.person.email,
            nominee_id=supporter.person_id,
            nominator=leader,
            nominated_at=noon(on),
            status=NominationStatus.ACCEPTED,
            answered_at=noon(on),
            answered_on=on,
        )
    )
    signer = {"supporter": supporter, "section": section, "signer": leader}
    lapses = months_after(on, ground.months[GOOD_STANDING])
    if stage.good_standing:
        rows.add(Attestation(**signer, lapses_on=lapses, **signed(leader, on)))
    if stage.certificate:
        certificate = _certificate(ground, supporter)
        rows.add(certificate)
        if stage.endorsement:
            _add_endorsement(ground, late, signer, certificate, stage)
    if stage.hold:
        late.add(Hold(supporter=supporter, since=today(), placed_by=leader))


def _add_endorsement(
    ground: Ground, late: Rows, signer: dict[str, Any], certificate: Certificate, stage: Stage
) -> None:
    on = certificate.issued_on + dt.timedelta(days=3)
    late.add(
        Endorsement(
            **signer,
            certificate=certificate,
            decision=LeaderDecision.ENDORSED,
            lapses_on=months_after(on, ground.months[ENDORSEMENT]),
            withdrawn_on=max(on, today() - dt.timedelta(days=5)) if stage.withdrawn else None,
            **signed(signer["signer"], on),
        )
    )


def _certificate(ground: Ground, supporter: Supporter) -> Certificate:
    on = supporter.since + dt.timedelta(days=21)
    return Certificate(
        supporter=supporter,
        sequence=1,
        code=new_code(),
        holder=supporter.person.full_name,
        course="Generated for measuring",
        editions=[],
        minutes=sum(edition.minutes for edition in ground.editions),
        issued_at=noon(on),
        issued_on=on,
        expires_on=months_after(on, ground.months[CERTIFICATE]),
        document=b"%PDF-1.7",
        document_hash=fingerprint(TEXT),
    )
