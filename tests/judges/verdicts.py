"""Reading back what the results table keeps of a panel."""

from __future__ import annotations

import json

from ch3ef.judges.verdict import PanelVerdict, Verdict


def panel_verdict_of(judge_verdict: str | None) -> PanelVerdict:
    """The inverse of `PanelVerdict.to_json`."""
    return PanelVerdict(tuple(Verdict(**verdict) for verdict in json.loads(judge_verdict or "")["verdicts"]))
