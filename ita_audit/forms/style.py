"""How the desk looks: quiet, dark on light, nothing wider than its column."""

STYLE = """<style>
.ita-desk { background: #fff; color: #1d2733; border: 1px solid #c9d2da; border-radius: 6px; padding: 8px 10px;
  font-family: Sarabun, "TH Sarabun New", "Noto Sans Thai", Loma, Garuda, Tahoma, sans-serif; }
.ita-desk, .ita-desk > * { overflow-x: hidden; }
.ita-desk .widget-html, .ita-desk .jupyter-widgets.widget-html-content { height: auto; }
.ita-desk .widget-html-content { font-size: 14px; line-height: 1.5; color: #1d2733; white-space: normal;
  overflow-wrap: anywhere; align-self: stretch; width: 100%; }
.ita-desk .widget-label { color: #1d2733; font-size: 13px; }
.ita-desk h3 { font-size: 17px; line-height: 1.4; margin: 0; font-weight: 700; }
.ita-desk h4 { font-size: 14px; margin: 12px 0 4px; padding-bottom: 2px; border-bottom: 1px solid #d5dce2;
  font-weight: 700; }
.ita-desk p { margin: 3px 0; } .ita-desk .facts, .ita-desk .who, .ita-desk .none { color: #4a5864; }
.ita-desk .widget-html-content table { width: 100%; table-layout: auto; border-collapse: collapse; margin: 0;
  font-size: 13px; color: #1d2733; border: 0; }
.ita-desk .widget-html-content th, .ita-desk .widget-html-content td { text-align: left; vertical-align: top;
  padding: 3px 8px 3px 0; border-bottom: 1px solid #e6eaee; white-space: normal; max-width: none; background: none; }
.ita-desk th { color: #4a5864; font-weight: 600; } .ita-desk .code { white-space: nowrap; }
.ita-desk .url { display: block; color: #56636f; font-size: 12px; word-break: break-all; }
.ita-desk a { color: #0b4f9e; text-decoration: underline; }
.ita-desk img { max-width: 100%; border: 1px solid #c9d2da; }
.ita-desk ul { margin: 4px 0; padding-left: 18px; } .ita-desk summary { cursor: pointer; color: #0b4f9e; }
.ita-desk .mark { white-space: nowrap; font-weight: 600; } .ita-desk .mark.bad { color: #9c1c12; }
.ita-desk .mark.good { color: #1c6329; } .ita-desk .mark.doubt { color: #7a5200; } .ita-desk .mark.blank { color: #56636f; }
.ita-desk .bar { display: flex; align-items: center; gap: 12px; flex-wrap: wrap; }
.ita-desk .bar b { font-size: 16px; } .ita-desk .bar .track { flex: 1 1 140px; height: 8px; background: #e3e8ec;
  border-radius: 4px; overflow: hidden; } .ita-desk .bar .fill { height: 8px; background: #1c6329; }
.ita-desk .said { padding: 6px 8px; border-left: 4px solid #1c6329; background: #eef6ef; margin: 4px 0; }
.ita-desk .said.no { border-color: #9c1c12; background: #fbeeec; } .ita-desk .said.hint { border-color: #8a97a3; background: #f3f5f7; }
.ita-desk .warn { padding: 6px 8px; border-left: 4px solid #b97900; background: #fff6e0; margin: 4px 0; }
.ita-desk button.jupyter-button { height: auto; min-height: 32px; line-height: 1.35; white-space: normal; font-size: 13px;
  font-family: inherit; width: auto; margin: 2px;
  color: #1d2733; background: #eef2f5; border: 1px solid #b4c0ca; border-radius: 4px; padding: 4px 8px; }
.ita-desk button.jupyter-button:hover { background: #e0e7ec; box-shadow: none; }
.ita-desk button.jupyter-button:focus-visible, .ita-desk input:focus-visible, .ita-desk textarea:focus-visible,
.ita-desk a:focus-visible, .ita-desk summary:focus-visible { outline: 3px solid #0b4f9e; outline-offset: 1px; }
.ita-desk .outcome { display: grid; grid-template-columns: 1fr 1fr; gap: 2px; }
.ita-desk .outcome button.jupyter-button { font-weight: 600; background: #fff; border-width: 2px; }
.ita-desk .outcome button.passed { border-color: #1c6329; color: #1c6329; }
.ita-desk .outcome button.failed { border-color: #9c1c12; color: #9c1c12; }
.ita-desk .outcome button.cant_tell { border-color: #8a5d00; color: #7a5200; }
.ita-desk .outcome button.inapplicable { border-color: #56636f; color: #3c4852; }
.ita-desk input[type="text"], .ita-desk textarea { font-family: inherit; font-size: 14px; line-height: 1.5; color: #1d2733;
  background: #fff; border: 1px solid #8a97a3; }
.ita-desk .papers { border: 1px solid #c9d2da; border-radius: 4px; padding: 0 10px 6px; box-sizing: border-box; }
.ita-desk .papers > .widget-html { flex: 1 1 auto; min-width: 0; margin: 0; }
.ita-desk td:first-child, .ita-desk .fact { white-space: nowrap !important; }
.ita-desk td.words { white-space: normal !important; }
</style>"""
