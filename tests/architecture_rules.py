"""The rules of the house, each a function from one module's source to the problems in it.

It reads sources as trees and never imports them. The tests are in test_architecture.py.
"""

import ast
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar, cast

_BELOW_SERVICES = (
    "domain",
    "recurrence",
    "storage",
    "net",
    "vault",
    "providers",
    "sync",
    "exports",
    "imports",
)

# What each part of the package may import of the others: down only.
MAY_IMPORT: dict[str, tuple[str, ...]] = {
    "domain": (),
    "recurrence": ("domain",),
    "storage": ("domain", "recurrence"),
    "net": ("domain",),
    "vault": ("domain",),
    "providers": ("domain", "net", "recurrence"),
    "sync": ("domain", "storage", "providers.base"),
    "exports": ("domain", "recurrence", "storage", "providers.base"),
    "imports": ("domain", "storage", "providers.base"),
    "services": _BELOW_SERVICES,
    "ui": ("domain", "services"),
    "cli": (*_BELOW_SERVICES, "services", "app"),
    "app": (*_BELOW_SERVICES, "services", "ui"),
    "__main__": (*_BELOW_SERVICES, "services", "cli", "app"),
}

# Within the window: widgets know neither the use cases nor those who call them.
VIEWS_MAY_NOT_IMPORT = ("eventdesk.services", "eventdesk.ui.controllers")

SYSTEMS = ("sheepcrm", "teamwork", "safesites", "kare", "deskbook", "ics")
QT = ("PySide6", "shiboken6", "qasync", "qtawesome", "qtpy")
# They block, or belong to a floor further down.
NOT_IN_UI = ("requests", "urllib", "urllib3", "http", "sqlite3", "sqlalchemy", "keyring")

# Imports inside a function, by what is imported: each costs start-up time that most runs save,
# or exists on some platforms only.
LOCAL_IMPORTS = {
    "eventdesk.app": "the commands must run without Qt",
    "eventdesk.cli": "the window need not load the commands",
    "eventdesk.services.demo": "only for --demo",
    "eventdesk.exports.xlsx_file": "brings XlsxWriter along",
    "eventdesk.providers.deskbook.book": "brings SQLAlchemy along",
    "eventdesk.providers.sheepcrm.connection": "brings requests along",
    "eventdesk.providers.ics.web": "brings requests along, which a file does not need",
    "eventdesk.providers.kare.connection": "brings requests along",
    "eventdesk.providers.safesites.connection": "brings requests along",
    "eventdesk.providers.teamwork.connection": "brings requests along",
    "fcntl": "not on Windows",
    "icalendar": "read and written by few accounts and exports",
    "importlib.metadata": "wanted for the version only, and slow",
    "dateutil.rrule": "only where an event repeats",
    "keyring": "looks through all installed backends",
    "miniaudio": "only where a sound is played",
    "msvcrt": "only on Windows",
    "openpyxl": "spreadsheets only",
    "python_calamine": "spreadsheets only",
    "rapidfuzz": "only where a door looks for near misses",
    "segno": "only when a code is shown",
    "sqlalchemy": "only where a desk book is opened",
    "wakepy": "only while a door is open",
    "xlsxwriter": "spreadsheets only",
    "zoneinfo": "reads the zone files",
    "zxingcpp": "an extra: only when a camera is used",
    "PySide6.QtMultimedia": "an extra, and slow: only when a camera is used",
    "PySide6.QtPrintSupport": "only when something is printed",
}

# `.result()` of a future blocks the window, unless it is done.
RESULTS_ALLOWED = {"eventdesk/ui/runtime/loop.py": "asks a task that is done"}

# Places in the window where the name of a system may stand.
NAMES_ALLOWED: dict[str, str] = {}

LONGEST_FILE = 450
LONGEST_FILES = {"eventdesk/ui/views/main/window.py": 250}
LONGEST_FUNCTION = 60
MOST_PARAMETERS = 7

Function = ast.FunctionDef | ast.AsyncFunctionDef
_Node = TypeVar("_Node", bound=ast.AST)


@dataclass(frozen=True, slots=True)
class Import:
    """One imported name with its whole path; local when it stands inside a function."""

    name: str
    line: int
    local: bool

    def within(self, *packages: str) -> bool:
        """Whether the name is one of the packages or lies in one."""
        return any(f"{self.name}.".startswith(f"{package}.") for package in packages)


@dataclass
class Module:
    """A source file. Its path is relative to the top of the repository, with slashes."""

    path: str
    source: str

    @cached_property
    def tree(self) -> ast.Module:
        """The source as a tree."""
        return ast.parse(self.source, self.path)

    @property
    def part(self) -> str:
        """The part of the package that it belongs to: "domain", "ui", "app"."""
        parts = self.path.removesuffix(".py").split("/")
        return parts[1] if parts[0] == "eventdesk" else ""

    @cached_property
    def _by_type(self) -> dict[type[ast.AST], list[ast.AST]]:
        found: dict[type[ast.AST], list[ast.AST]] = {}
        for node in ast.walk(self.tree):
            found.setdefault(type(node), []).append(node)
        return found

    def nodes(self, kind: type[_Node]) -> list[_Node]:
        """All nodes of exactly this type."""
        return cast("list[_Node]", self._by_type.get(kind, []))

    @property
    def functions(self) -> list[Function]:
        """All functions and methods."""
        return [*self.nodes(ast.FunctionDef), *self.nodes(ast.AsyncFunctionDef)]

    @cached_property
    def imports(self) -> list[Import]:
        """All imports, with relative ones made absolute."""
        local = {id(node) for function in self.functions for node in ast.walk(function)}
        plain = [
            Import(alias.name, node.lineno, id(node) in local)
            for node in self.nodes(ast.Import)
            for alias in node.names
        ]
        return plain + [
            Import(f"{self._origin(node)}.{alias.name}", node.lineno, id(node) in local)
            for node in self.nodes(ast.ImportFrom)
            for alias in node.names
        ]

    def _origin(self, node: ast.ImportFrom) -> str:
        here = self.path.split("/")[: -node.level] if node.level else []
        return ".".join([*here, *([node.module] if node.module else [])])


Rule = Callable[[Module], Iterator[str]]


def imports_go_down(module: Module) -> Iterator[str]:
    """A part of the package imports only what its floor may; resources belong to all."""
    if module.path == "eventdesk/__init__.py":
        return
    if module.part not in MAY_IMPORT:
        yield f"{module.path}: {module.part!r} stands on no floor; see MAY_IMPORT"
        return
    allowed = ("resources", "__version__", module.part, *MAY_IMPORT[module.part])
    for each in module.imports:
        if each.within("eventdesk") and not each.within(*(f"eventdesk.{name}" for name in allowed)):
            yield f"{module.path}:{each.line}: {module.part} may not import {each.name}"


def domain_needs_nothing(module: Module) -> Iterator[str]:
    """The domain imports the standard library and itself."""
    for each in module.imports:
        top = each.name.split(".")[0]
        if module.part == "domain" and top not in {"eventdesk", *sys.stdlib_module_names}:
            yield f"{module.path}:{each.line}: domain may not import {each.name}"


def qt_stays_in_the_window(module: Module) -> Iterator[str]:
    """Qt is imported in the window only, and the commands do not import the window with them."""
    if module.part in ("ui", "app"):
        return
    for each in module.imports:
        if each.within(*QT) or (each.within("eventdesk.app") and not each.local):
            yield f"{module.path}:{each.line}: {module.part} may not import {each.name} (Qt)"


def window_does_not_block(module: Module) -> Iterator[str]:
    """No blocking library and no waiting for a future in the window."""
    if module.part != "ui":
        return
    for each in module.imports:
        if each.within(*NOT_IN_UI, "time.sleep"):
            yield f"{module.path}:{each.line}: ui may not import {each.name}"
    for call in module.nodes(ast.Call):
        name = ast.unparse(call.func)
        if name == "time.sleep":
            yield f"{module.path}:{call.lineno}: ui may not call time.sleep"
        if name.endswith(".result") and not call.args and module.path not in RESULTS_ALLOWED:
            yield f"{module.path}:{call.lineno}: {name}() may block; await it"


def views_know_no_use_cases(module: Module) -> Iterator[str]:
    """Widgets import neither services nor controllers."""
    for each in module.imports:
        if module.path.startswith("eventdesk/ui/views/") and each.within(*VIEWS_MAY_NOT_IMPORT):
            yield f"{module.path}:{each.line}: a view may not import {each.name}"


def systems_are_leaves(module: Module) -> Iterator[str]:
    """The folder of a system is imported by itself and the registry: it can be deleted."""
    if module.path == "eventdesk/providers/registry.py":
        return
    for each in module.imports:
        for system in SYSTEMS:
            home = module.path.startswith(f"eventdesk/providers/{system}/")
            if each.within(f"eventdesk.providers.{system}") and not home:
                yield f"{module.path}:{each.line}: only the registry may import {each.name}"


def window_names_no_system(module: Module) -> Iterator[str]:
    """The window asks for capabilities: no name of a system in its code and texts.

    "ics" may stand there: it is a kind of file as well.
    """
    if module.part != "ui" or module.path in NAMES_ALLOWED:
        return
    found = re.compile("|".join(name for name in SYSTEMS if name != "ics"), re.IGNORECASE)
    for line, text in _words(module):
        if match := found.search(text):
            yield f"{module.path}:{line}: the window may not name a system: {match[0]}"


def _words(module: Module) -> Iterator[tuple[int, str]]:
    """Identifiers and texts with their lines; docstrings are prose and left out."""
    prose = {id(node.value) for node in module.nodes(ast.Expr)}
    for constant in module.nodes(ast.Constant):
        if isinstance(constant.value, str) and id(constant) not in prose:
            yield constant.lineno, constant.value
    for name in module.nodes(ast.Name):
        yield name.lineno, name.id
    for attribute in module.nodes(ast.Attribute):
        yield attribute.lineno, attribute.attr
    for argument in module.nodes(ast.arg):
        yield argument.lineno, argument.arg
    for keyword in module.nodes(ast.keyword):
        yield keyword.lineno, keyword.arg or ""
    for definition in [*module.functions, *module.nodes(ast.ClassDef)]:
        yield definition.lineno, definition.name


def files_are_short(module: Module) -> Iterator[str]:
    """No file is longer than a reader can take in."""
    lines, most = module.source.count("\n"), LONGEST_FILES.get(module.path, LONGEST_FILE)
    if lines > most:
        yield f"{module.path}: {lines} lines, {most} are allowed"


def functions_are_short(module: Module) -> Iterator[str]:
    """No function is too long or takes too many parameters, itself not counted.

    The function of a command takes a parameter for each of its options.
    """
    for function in module.functions:
        lines = (function.end_lineno or 0) - function.lineno + 1
        where = f"{module.path}:{function.lineno}: {function.name}"
        if lines > LONGEST_FUNCTION:
            yield f"{where} has {lines} lines, {LONGEST_FUNCTION} are allowed"
        takes = function.args
        names = [each.arg for each in (*takes.posonlyargs, *takes.args, *takes.kwonlyargs)]
        count = len(names) - (names[:1] in (["self"], ["cls"]))
        if count > MOST_PARAMETERS and not (module.part == "cli" and function.decorator_list):
            yield f"{where} has {count} parameters, {MOST_PARAMETERS} are allowed"


def modules_say_what_they_are_for(module: Module) -> Iterator[str]:
    """Each module begins with a docstring."""
    if not ast.get_docstring(module.tree):
        yield f"{module.path}: no docstring says what the module is for"


def no_star_imports(module: Module) -> Iterator[str]:
    """No name comes from nowhere."""
    for node in module.nodes(ast.ImportFrom):
        if node.names[0].name == "*":
            yield f"{module.path}:{node.lineno}: star import of {node.module}"


def imports_stand_at_the_top(module: Module) -> Iterator[str]:
    """Imports inside functions are for start-up time, and listed with their reasons."""
    for each in module.imports:
        if each.local and not each.within(*LOCAL_IMPORTS):
            yield f"{module.path}:{each.line}: import of {each.name} inside a function"


# Every Python file keeps to these, the package to the others too.
EVERYWHERE: tuple[Rule, ...] = (files_are_short, modules_say_what_they_are_for, no_star_imports)
IN_THE_PACKAGE: tuple[Rule, ...] = (
    imports_go_down,
    domain_needs_nothing,
    qt_stays_in_the_window,
    window_does_not_block,
    views_know_no_use_cases,
    systems_are_leaves,
    window_names_no_system,
    functions_are_short,
    imports_stand_at_the_top,
)
