"""The desk of a student in JupyterLab: select it with JUPYTER_CONFIG_PATH.

Hidden: the instructor's tools, the extension manager and news. nbgrader's Validate
button stays: under it, a check that fails raises and says why.
Changed: a notebook is saved every 20 seconds, code cells have line numbers
(settings/overrides.json).
"""

from pathlib import Path

c = get_config()
c.LabApp.app_settings_dir = str(Path(__file__).parent / "settings")
