"""What the client and the law may ask of the register: keep it short, show it, erase it.

One door to ``retention``, ``erasure`` and ``export``.
"""

from ohjaus_desktop.register.privacy.erasure import ErasureUnfinished, apply_erasures, erase, erase_client
from ohjaus_desktop.register.privacy.exporting import export, write_export
from ohjaus_desktop.register.privacy.retention import (
    RULES,
    Due,
    Preview,
    Rule,
    apply_retention,
    expire_drafts,
    overdue,
    rule,
)

__all__ = [
    "RULES",
    "Due",
    "ErasureUnfinished",
    "Preview",
    "Rule",
    "apply_erasures",
    "apply_retention",
    "erase",
    "erase_client",
    "expire_drafts",
    "export",
    "overdue",
    "rule",
    "write_export",
]
