"""The desk of a student in JupyterLab: select it with JUPYTER_CONFIG_PATH.

Hidden: the instructor's tools, the extension manager, news, and nbgrader's Validate
button, which calls a notebook right when no cell raises (our checks never do).
Changed: a notebook is saved every 20 seconds, code cells have line numbers
(settings/overrides.json).
"""

from pathlib import Path

c = get_config()
c.LabApp.app_settings_dir = str(Path(__file__).parent / "settings")
