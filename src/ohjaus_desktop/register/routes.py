"""How a contact request can reach a service: the ways that work without a network."""

from __future__ import annotations

from ohjaus_desktop.register.model import Route, Snapshot


def routes(snapshot: Snapshot, *, sensitive: bool = False) -> tuple[Route, ...]:
    """The ways that fit this service, best first; none where only the authority itself may be asked.

    A call together needs a number, protected mail the service's word that it reads it. A letter can
    always be brought or sent, except to whoever has no address, and not where a paper lying about
    can harm (``sensitive``).
    """
    service = snapshot.service
    if service.statutory_intake:
        return ()
    declared = {way.route for way in service.intake}
    ways: list[Route] = []
    if declared & {"joint_call", "phone"} or _has_number(snapshot):
        ways.append("joint_call")
    if "protected_mail" in declared:
        ways.append("protected_mail")
    if not (sensitive or service.sensitive or service.hide_address):
        ways.append("letter")
    return tuple(ways)


def _has_number(snapshot: Snapshot) -> bool:
    service, organization = snapshot.service, snapshot.organization
    here = any(link.phones for link in service.service_at_locations)
    return bool(service.phones or here or (organization is not None and organization.phones))
