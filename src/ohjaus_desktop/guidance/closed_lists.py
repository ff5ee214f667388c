"""The closed lists of the catalogue in words: whose, how, in what state."""

from __future__ import annotations

from ohjaus_desktop.texts import mark

SECTORS = {
    "wellbeing_county": mark("wellbeing services county"),
    "municipality": mark("municipality"),
    "state": mark("state"),
    "association": mark("association"),
    "parish": mark("parish"),
    "company": mark("company"),
}
BARRIERS = {
    "low_threshold": mark("low threshold"),
    "no_bank_codes": mark("no bank codes needed"),
    "no_referral": mark("no referral needed"),
    "free": mark("free of charge"),
    "interpreter": mark("interpreter"),
    "plain_language": mark("plain language"),
    "accompanies": mark("somebody comes along"),
    "fetches": mark("fetches the client"),
    "device_lent": mark("lends a device"),
    "anonymous": mark("without a name"),
    "safer_space": mark("safer space"),
}
MODES = {
    "visit": mark("on the spot"),
    "home": mark("at home"),
    "phone": mark("by phone"),
    "video": mark("by video"),
    "chat": mark("by chat"),
    "online": mark("online"),
}
STATUSES = {
    "active": mark("in use"),
    "temporarily closed": mark("Temporarily closed"),
    "inactive": mark("has ended"),
    "defunct": mark("has ended"),
}
INTAKE = {
    "phone": mark("by phone"),
    "form": mark("with a form"),
    "protected_mail": mark("by protected mail"),
    "https": mark("with a form"),
    "joint_call": mark("by calling together"),
    "letter": mark("by letter"),
}
SEVERITIES = {"info": mark("for information"), "warning": mark("important"), "urgent": mark("urgent")}
TAKES_NEW = {
    "yes": mark("yes"),
    "no": mark("no"),
    "waiting_list": mark("there is a waiting list"),
    "unknown": "",
}
