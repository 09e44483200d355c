"""问报 (wenbao): answers questions about a published report, right or silent."""

__version__ = "0.1.0"
