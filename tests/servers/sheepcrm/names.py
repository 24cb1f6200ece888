"""Invented people's names in many scripts, and the ones that break programs.

Only words are kept here; who gets which name is decided in people.py.
"""

from __future__ import annotations

_GIVEN = (
    "Ada Aisling Åsa Bjørn Bronwyn Caitlín Chloé Craig Dafydd Daniel Dilys Eilidh Elif Emma "
    "Esmé Ewan Fatima Fiona Françoise George Grace Hamish Hannah Ingrid Isla Jack Jürgen "
    "Katarzyna Keir Leïla Lukáš Łucja Máire Martha Meredith Nadia Niamh Noël Oisín Olwen Óscar "
    "Padraig Priya Quentin Renée Rhiannon Róisín Rosa Sæunn Samuel Siân Søren Tadhg Thomas Ümit "
    "Úna Victoria Wren Yusuf Zoë"
)
_FAMILY = (
    "Abbott Ashworth Bauer Beaumont Blåvik Byrne Carr Castañeda Çelik Corrigan Davies "
    "Desrosiers Dubois Ekström Evans Fairbairn Farquhar Ferreira Fischer Gallagher Gonzo "
    "Guðjónsson Hargreaves Hughes Ibsen Illingworth Jankowski Jefferson Kaya Kowalczyk Lacey "
    "Lindqvist Łukasik MacLeod Marchetti Müller Nakamura-Ross Ní Nørgaard Novák Oakley Okafor "
    "Olsen Pereira Petrović Pritchard Quirke Reyes Rønning Sharma Šimková Smith Smyth Strachan "
    "Tanrıkulu Thorne Tudor Ulrich Vasquez Villeneuve Wainwright Whitcombe Wójcik Yılmaz Žižek "
    "Zúñiga"
)

LATIN_GIVEN = tuple(_GIVEN.split())
LATIN_FAMILY = tuple(_FAMILY.split())

#: (given names, family names) of other scripts.
OTHER_SCRIPTS = (
    (("Ελένη", "Γιώργος", "Αικατερίνη", "Σπύρος"), ("Παπαδόπουλος", "Νικολαΐδης", "Γεωργίου")),
    (("Анна", "Дмитрий", "Олёна", "Ђорђе"), ("Иванова", "Шевченко", "Јовановић", "Ковалёв")),
    (("أحمد", "فاطمة", "عمر", "ليلى"), ("الحسيني", "بن يوسف", "النجار")),
    (("שרה", "יוסף", "נועה"), ("כהן", "לוי", "בן-דוד")),
    (("प्रिया", "अर्जुन", "कृष्णा"), ("शर्मा", "सिंह", "त्रिपाठी")),
    (("สมชาย", "กัญญา", "อรุณ"), ("ใจดี", "วงศ์สวัสดิ์", "ศรีสุข")),
    (("美玲", "伟", "子涵", "大文"), ("王", "李", "欧阳", "陳")),
    (("さくら", "健太", "ユウコ"), ("佐藤", "鈴木", "髙橋")),
    (("민준", "서연", "지우"), ("김", "이", "박")),
    (("ნინო", "გიორგი"), ("ბერიძე", "კაპანაძე")),
    (("Անի", "Տիգրան"), ("Հակոբյան", "Սարգսյան")),
    (("ሰላም", "ዳዊት"), ("በቀለ", "ተስፋዬ")),
    (("Nguyễn Thị Ánh", "Trần Đức"), ("Phạm", "Võ", "Đặng")),
)

#: (first name, last name) pairs that break sorting, columns, sheets, markup or terminals.
ODD_NAMES = (
    ("Siobhán", "O'Brien"),
    ("Aoife", "O\u2019Neill"),
    ("Martin Luther", "King, Jr."),
    ("Smith, Dr.", "Anna, PhD"),
    ("Wolfeschlegelstein " * 14, "Hausenbergerdorff " * 10),
    ("Rene\u0301e", "Cafe\u0301"),
    ("Prince", ""),
    ("", "Mononym"),
    ('=HYPERLINK("http://x.invalid")', "+44 20 7946 0000"),
    ("@SUM(1+1)", "-2+3"),
    ("<b>Bold</b>", "& Sons <script>alert(1)</script>"),
    ("Null", "None"),
    ("\u202eesreveR", "\u200bZero\u200bWidth"),
    ("  Padded  ", "\tTabbed\nLine"),
    ("Zoë 🎟️", "👩‍👩‍👧 Family"),
    ("Jean-Paul", "d'Arc de la Fontaine-Sainte-Marie"),
    ("%s %d {0}", "{name}\\n'; DROP TABLE attendee;--"),
    ("İpek", "IŞIK"),
    ("Straße", "GROẞ"),
)

TITLES = ("Mr", "Ms", "Mrs", "Dr", "Mx", "", "Rev", "Prof")
