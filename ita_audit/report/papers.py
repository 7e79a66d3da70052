"""Execute working papers with fresh kernels, two at a time, on copies inside the case."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

import nbformat
from traitlets.config import Config

from ita_audit.engagement import CASE_VARIABLE, case_folder, open_engagement, project_root
from ita_audit.errors import EngagementError, PaperError

AT_ONCE = 2
_TIMEOUT_S = 300
_START_S = 60
_MADE = "ita_audit_sha256"
"""Key of a copy's metadata: the digest of its cells when the program made it."""


def notebooks_folder() -> Path:
    """The working papers of the project."""
    return project_root() / "notebooks"


def copy_papers(case: str | Path, *, names: Iterable[str] | None = None) -> list[Path]:
    """
    Copy the working papers into the case, where an auditor steps through them.

    A copy in which a person wrote stays as it is, and so does one that is up to date. Outputs are
    those of the demo; another case starts without any.

    Args:
        case: The case folder or name.

        names: Which papers; None takes all.

    Returns:
        The copies in `<case>/working/notebooks`, in reading order.

    Raises:
        EngagementError: The project's notebooks are not to be found.
    """
    source = [p for p in sorted(notebooks_folder().glob("*.ipynb")) if names is None or p.name in names]
    if not source:
        raise EngagementError(
            f"{notebooks_folder()}: expected the working papers, found none",
            hint_th="สั่งจากโฟลเดอร์โครงการที่มีโฟลเดอร์ notebooks",
        )
    opened = open_engagement(case)
    target = opened.working / "notebooks"
    target.mkdir(parents=True, exist_ok=True)
    for path in source:
        _copy(path, target / path.name, outputs=opened.demo)
    return [target / path.name for path in source]


def _copy(path: Path, copy: Path, *, outputs: bool) -> None:
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata[_MADE] = _words(notebook)
    if copy.is_file():
        kept = nbformat.read(copy, as_version=4)
        made = kept.metadata.get(_MADE)
        if made == notebook.metadata[_MADE] or made != _words(kept):
            return
    if not outputs:
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
    nbformat.write(notebook, copy)


def _words(notebook: nbformat.NotebookNode) -> str:
    """One digest of what the cells say, outputs aside."""
    said = [[cell.cell_type, cell.source] for cell in notebook.cells]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def execute(path: Path, case: Path) -> None:
    """
    Execute one notebook in place with a fresh kernel on a case.

    Raises:
        PaperError: A cell failed; says which paper and why, the notebook stays as it was.
    """
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, DeadKernelError

    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        kernel_name="python3",
        timeout=_TIMEOUT_S,
        startup_timeout=_START_S,
        resources={"metadata": {"path": str(path.parent)}},
        skip_cells_with_tag="nbval-skip",
        record_timing=False,
        config=Config({"KernelManager": {"transport_encryption": "auto"}}),
    )
    try:
        client.execute(env={**os.environ, CASE_VARIABLE: str(case)})
    except (CellExecutionError, DeadKernelError) as error:
        raise _stopped(path, error) from None
    clean(notebook)
    nbformat.write(notebook, path)


def _stopped(path: Path, error: Exception) -> PaperError:
    """What stopped a paper, in the words of the error itself; ours begin with the remedy in Thai."""
    said = str(getattr(error, "evalue", error)).strip()
    hint, _, rest = said.partition("\n") if "\n" in said else ("", "", said)
    name = getattr(error, "ename", type(error).__name__)
    return PaperError(f"{path.name}: {name}: {rest}", hint_th=hint or f"กระดาษทำการ {path.name} หยุดก่อนจบ")


def clean(notebook: nbformat.NotebookNode) -> None:
    """Leave only what is the same on every machine: no timings, no widget state, one kernel name."""
    notebook.metadata.pop("widgets", None)
    notebook.metadata["kernelspec"] = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook.metadata["language_info"] = {"name": "python"}
    count = 0
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        if cell.cell_type == "code":
            count += 1
            cell.execution_count = count
            for output in cell.outputs:
                if "execution_count" in output:
                    output.execution_count = count
                views = output.get("data", {}).get("application/vnd.jupyter.widget-view+json")
                if views:
                    views["model_id"] = ""


def run_papers(
    case: str | Path,
    *,
    papers: Iterable[Path] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> list[Path]:
    """
    Execute every working paper for a case, on copies.

    Returns:
        The executed notebooks in reading order.
    """
    folder = case_folder(case)
    paths = sorted(papers) if papers is not None else copy_papers(folder)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        jobs = [pool.submit(execute, path, folder) for path in paths]
        for done, job in enumerate(as_completed(jobs), 1):
            job.result()
            if progress:
                progress(done, len(paths))
    return paths
