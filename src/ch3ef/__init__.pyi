from ch3ef.notebook import Results as Results
from ch3ef.notebook import compare as compare
from ch3ef.notebook import findings as findings
from ch3ef.notebook import load_scenario as load_scenario
from ch3ef.notebook import read_run as read_run
from ch3ef.notebook import run as run

__version__: str
