"""Pages of HTML that load nothing from anywhere: the report as one file, and what pages share."""

from watchdog.pages.rendering import environment, look
from watchdog.pages.report_page import REPORT_MARK, report_page

__all__ = ["REPORT_MARK", "environment", "look", "report_page"]
