"""Makes the awkward attendee lists under tests/data/lists: python -m tests.data.make_lists.

The same files every time. The XLS file needs xlwt, which writes the old format and is not among
the test dependencies; without it that file is left as it is.
"""

import importlib
import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import xlsxwriter

FOLDER = Path(__file__).parent / "lists"
_MADE = datetime(2026, 1, 1)

COMMA_UTF8 = """\
Order no.,First Name,Surname,Email,Ticket Type,Attendee Status,Barcode,Dietary needs
1001,Anna,Baker,anna@example.org,Member,Checked In,0001,vegan
1001,Thomas,Baker,thomas@example.org,Guest,Attending,0002,
1002,Zoë,O'Neill,zoe@example.org,Member,Not Attending,0003,"nuts, sesame"
"""

SEMICOLON_1252_GERMAN = """\
Name;Vorname;E-Mail-Adresse;Telefon;Kartenart;Anwesend;Bemerkungen
Müller;Jörg;joerg@example.de;030 123456;Erwachsene;ja;kommt später
Weiß;Käthe;kaethe@example.de;0049 30 7;Ermäßigt;nein;
Groß;Änne;;;Erwachsene;entschuldigt;„nur abends“ – 5 €
"""

TAB_UTF16 = """\
Nom complet\tCourriel\tTarif\tStatut
Élodie Lefèvre\telodie@example.fr\tPlein\tprésente
François Noël\tfrancois@example.fr\tRéduit\tinscrit
"""

BOM_AND_SEP = """\
sep=|
Full name|Email|Phone
Sofia Álvarez|sofia@example.es|+34 600 000 000
='Tom|tom@example.org|="0044123"
"""

FRENCH_TITLES = """\
Assemblée générale;;;;
Salle des fêtes, le 21/11/2026;;;;
;;;;
Prénom;Nom;Société;N° de commande;Présence
Chloé;Dubois;Mairie;C-7;x
;;;;
Luc;Petit;;C-8;
Prénom;Nom;Société;N° de commande;Présence
Inès;Moreau;Lycée;C-9;excusée
"""

SWEDISH = """\
Förnamn,Efternamn,E-post,Företag,Biljettyp,Närvaro
Åsa,Öberg,asa@example.se,Skola AB,Ordinarie,Närvarande
Björn,Ek,bjorn@example.se,,Student,Uteblev
"""

DUTCH = """\
Voornaam;Tussenvoegsel;Achternaam;E-mailadres;Kaartsoort;Aangemeld;Status
Jan;van der;Berg;jan@example.nl;Lid;ja;aanwezig
Els;;Smit;els@example.nl;Gast;ja;afgemeld
"""

QUOTED_BREAKS = """\
"Name","Address","Email","Notes"
"Ann ""Annie"" Lee","1 High Street
Leeds
LS1","ann@example.org","two
lines"
"Bo"by" Ray","","bob@example.org",""
"Cid, El","","cid@example.org","last"
"""

DUPLICATES = """\
Name,Email,Ticket,Order
Anna Baker,family@example.org,Member,1
Tom Baker,family@example.org,Child,1
ANNA BÁKER,Family@Example.org,Member,1
No Mail,,Member,2
no  mail,,member,2
No Mail,,Guest,2
"""

RAGGED = """\
Name,Email,Ticket
Ann Lee,ann@example.org
Bob Ray,bob@example.org,Member,extra cell,
,,
Cid
,not an address,Guest
Dee,"Dee <dee@example.org>; dee@example.com",
Eve,ask the office,
,fay@example.org,Member
"""

NO_HEADINGS = """\
Anna Baker;anna@example.org;Member
Thomas van Gogh;thomas@example.org;Guest
Zoë;zoe@example.org;Member
"""


def main() -> None:
    """Write every file anew."""
    FOLDER.mkdir(exist_ok=True)
    texts = {
        "comma-utf8.csv": COMMA_UTF8.encode(),
        "semicolon-windows-1252-german.csv": _dos(SEMICOLON_1252_GERMAN).encode("cp1252"),
        "tab-utf16.tsv": b"\xff\xfe" + _dos(TAB_UTF16).encode("utf-16-le"),
        "bom-and-sep.csv": _dos(BOM_AND_SEP).encode("utf-8-sig"),
        "french-titles.csv": FRENCH_TITLES.encode(),
        "swedish.csv": SWEDISH.encode(),
        "dutch.csv": DUTCH.encode(),
        "quoted-breaks.csv": QUOTED_BREAKS.encode(),
        "duplicates.csv": DUPLICATES.encode(),
        "ragged.csv": RAGGED.encode(),
        "no-headings.csv": NO_HEADINGS.encode(),
        "empty.csv": b"",
        "rows.ods": _ods(),
        "protected.xlsx": _protected(),
        "formulas-and-numbers.xlsx": _xlsx(),
    }
    for name, data in texts.items():
        (FOLDER / name).write_bytes(data)
    _write_xls(FOLDER / "old-format.xls")


def _dos(text: str) -> str:
    return text.replace("\n", "\r\n")


def _xlsx() -> bytes:
    """Names that look like formulas, dates, long numbers, an empty first sheet, a gap on top."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"created": _MADE})
        book.add_worksheet("Cover")
        sheet = book.add_worksheet("Guests")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        heads = ("Name", "E-mail", "Phone", "Ticket code", "Born", "Checked in", "Order", "Paid")
        sheet.write_row(2, 1, heads)
        sheet.write_string(3, 1, "=SUM(A1)")
        sheet.write_row(3, 2, ("sum@example.org", 447700900123456))
        sheet.write_string(3, 4, "000123")
        sheet.write_datetime(3, 5, datetime(1990, 2, 28), day)
        sheet.write_boolean(3, 6, True)
        sheet.write_row(3, 7, (17, 12.5))
        sheet.write_string(4, 1, "+Plus Person")
        sheet.write_string(4, 3, "+44 7700 900123")
        sheet.write_datetime(4, 6, datetime(2026, 11, 21, 19, 5), moment)
        sheet.write_formula(5, 1, '="Formula "&"Person"', value="Formula Person")
        sheet.write_string(5, 4, "'=cmd")
        other = book.add_worksheet("Staff")
        other.write_column(0, 0, ("Name", "Sam Steward"))
    return buffer.getvalue()


def _ods() -> bytes:
    """A hand-made OpenDocument sheet with repeated cells and rows, as LibreOffice writes them."""
    rows = [
        _ods_row(["Name", "E-Mail", "Ticket", "Datum"]),
        _ods_row(["Anna Baker", "anna@example.org", "Member", date(2026, 11, 21)]),
        '<table:table-row table:number-rows-repeated="2">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>',
        "<table:table-row>"
        '<table:table-cell office:value-type="string" table:number-columns-repeated="2">'
        "<text:p>bob@example.org</text:p></table:table-cell>"
        '<table:table-cell table:number-columns-repeated="16382"/></table:table-row>',
        '<table:table-row table:number-rows-repeated="1048571">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>',
    ]
    return _opendocument("".join(rows))


def _opendocument(rows: str) -> bytes:
    spaces = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"'
        for prefix in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces}><office:body>'
        f'<office:spreadsheet><table:table table:name="Liste">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        "</manifest:manifest>"
    )
    files = {"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for name, text in files.items():
            packed.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), text)
    return buffer.getvalue()


def _ods_row(values: Sequence[str | date]) -> str:
    cells = ""
    for value in values:
        if isinstance(value, date):
            cells += f'<table:table-cell office:value-type="date" office:date-value="{value}">'
        else:
            cells += '<table:table-cell office:value-type="string">'
        cells += f"<text:p>{escape(str(value))}</text:p></table:table-cell>"
    return f"<table:table-row>{cells}</table:table-row>"


def _protected() -> bytes:
    """The outermost layer of a workbook with a password: a compound file (MS-CFB) whose
    directory names an encrypted package and nothing else."""
    sector = 512
    header = bytearray(sector)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    header[24:34] = b"\x3e\x00\x03\x00\xfe\xff\x09\x00\x06\x00"
    header[44:76] = b"".join(
        number.to_bytes(4, "little") for number in (1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    )
    header[76:] = b"\0\0\0\0" + b"\xff" * (sector - 80)
    table = b"\xfd\xff\xff\xff\xfe\xff\xff\xff" + b"\xff" * (sector - 8)
    names = (("Root Entry", 5, 1), ("EncryptionInfo", 2, 2), ("EncryptedPackage", 2, -1))
    directory = b"".join(_entry(*name) for name in names).ljust(sector, b"\0")
    return bytes(header) + table + directory


def _entry(name: str, kind: int, right_or_child: int) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    child = right_or_child if kind == 5 else -1
    right = -1 if kind == 5 else right_or_child
    links = b"".join(number.to_bytes(4, "little", signed=True) for number in (-1, right, child))
    start = (-2).to_bytes(4, "little", signed=True)
    head = text.ljust(64, b"\0") + len(text).to_bytes(2, "little") + bytes([kind, 1]) + links
    return head + b"\0" * 36 + start + b"\0" * 8


def _write_xls(path: Path) -> None:
    try:
        xlwt: Any = importlib.import_module("xlwt")
    except ModuleNotFoundError:
        return
    book = xlwt.Workbook()
    sheet = book.add_sheet("Teilnehmer")
    rows = [
        ("Teilnehmer", "E-Mail", "Ticketnummer", "Status"),
        ("Jürgen Groß", "juergen@example.de", 4711.0, "angemeldet"),
        ("Renée Ünal", "renee@example.de", "00042", "abgesagt"),
    ]
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            sheet.write(number, column, value)
    book.save(str(path))


if __name__ == "__main__":
    main()
