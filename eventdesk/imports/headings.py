"""What columns of attendee lists are called, and which statuses stand in them.

English, German, French, Dutch, Swedish, Danish, Norwegian, Spanish and Italian, with the headings
of common ticket shops. Words are compared folded (domain.text.words): no case, accents or signs.
Of several columns for one field the one that stands first here counts.
"""

import re
from enum import StrEnum
from functools import lru_cache

from eventdesk.domain.attendance import AttendanceStatus
from eventdesk.domain.text import words


class FieldName(StrEnum):
    """What a column can hold. `STATUS` says who came; `REPLY` who said they would."""

    NAME = "name"
    FIRST_NAME = "first_name"
    INFIX = "infix"  # Dutch: the "van der" between first and last name
    LAST_NAME = "last_name"
    EMAIL = "email"
    PHONE = "phone"
    COMPANY = "company"
    TICKET = "ticket"
    ORDER = "order"
    CODE = "code"
    STATUS = "status"
    REPLY = "reply"
    NOTE = "note"


_HEADINGS: dict[FieldName, str] = {
    FieldName.NAME: """
        attendee name, participant name, guest name, full name, name, attendee, participant,
        guest, ticket full name, ticket holder, delegate, person, contact name,
        vollständiger name, teilnehmer, teilnehmerin, teilnehmende, teilnehmername, gast, gäste,
        nom complet, nom et prénom, nom prénom, prénom nom, nom du participant, participants, nom,
        invité, volledige naam, naam deelnemer, deelnemer, gast naam, naam,
        deltagare, deltagarens namn, fullständigt namn, namn, gäst,
        deltager, deltagernavn, fulde navn, fullt navn, navn, gjest, gæst,
        nombre completo, nombre y apellidos, asistente, participante, nombre,
        nome completo, nome e cognome, partecipante, nominativo
        """,
    FieldName.FIRST_NAME: """
        attendee first name, first name, firstname, given name, given names, forename, christian
        name, ticket first name, first, vorname, vornamen, rufname, prénom, prénoms, voornaam,
        roepnaam, förnamn, tilltalsnamn, fornavn, nombre de pila, nome
        """,
    FieldName.INFIX: "tussenvoegsel, tussenvoegsels, voorvoegsel, infix, middle name",
    FieldName.LAST_NAME: """
        attendee last name, last name, lastname, surname, family name, ticket last name, last,
        nachname, familienname, zuname, nom de famille, nom d'usage, achternaam, familienaam,
        efternamn, etternavn, efternavn, apellido, apellidos, cognome
        """,
    FieldName.EMAIL: """
        attendee email, attendee e-mail, participant email, guest email, ticket email, email,
        e-mail, mail, email address, e-mail address, mail address, emailadresse, e-mail-adresse,
        mailadresse, adresse e-mail, adresse mail, adresse électronique, courriel, mél,
        e-mailadres, mailadres, e-postadress, e-post, epost, epostadress, mejl, mejladress,
        e-postadresse, correo, correo electrónico, indirizzo email, posta elettronica
        """,
    FieldName.PHONE: """
        phone, phone number, telephone, telephone number, mobile, mobile phone, mobile number,
        cell, cell phone, cellphone, tel, tel no, contact number, telefon, telefonnummer, handy,
        handynummer, mobil, mobilnummer, mobiltelefon, rufnummer, téléphone, numéro de téléphone,
        portable, tél, mobile portable, telefoon, telefoonnummer, mobiel, mobiel nummer, gsm,
        telefono, teléfono, móvil, cellulare
        """,
    FieldName.COMPANY: """
        company, company name, organisation, organization, organisation name, employer, firm,
        institution, ticket company name, firma, firmenname, unternehmen, arbeitgeber, verein,
        entreprise, société, organisme, structure, bedrijf, bedrijfsnaam, organisatie, företag,
        arbetsgivare, föreningen, virksomhed, bedrift, empresa, organización, azienda, società
        """,
    FieldName.TICKET: """
        ticket type, ticket, ticket name, type of ticket, ticket class, ticket category, category,
        admission type, product, item, ticketart, tickettyp, ticketname, eintrittskarte, karte,
        kartenart, kategorie, kategorie der karte, produkt, type de billet, billet, type de place,
        tarif, catégorie, kaartsoort, tickettype, soort kaart, toegangskaart, kaartje, categorie,
        biljett, biljettyp, biljettkategori, kategori, billet type, billettype, billett,
        tipo de entrada, entrada, biglietto, tipo di biglietto
        """,
    FieldName.ORDER: """
        order number, order no, order, order id, order reference, order ref, order code, booking
        number, booking reference, booking ref, booking, booking id, registration id, bestellnummer,
        bestell nr, bestellung, auftragsnummer, auftrag, buchungsnummer, buchung, numéro de
        commande, n de commande, no de commande, commande, réservation, numéro de réservation,
        bestelnummer, bestelling, boekingsnummer, reserveringsnummer, ordernummer, beställning,
        beställningsnummer, bokningsnummer, bokning, ordrenummer, ordre, bestillingsnummer,
        número de pedido, pedido, reserva, ordine, numero ordine
        """,
    FieldName.CODE: """
        code, ticket code, barcode, bar code, barcode number, barcode no, qr code, qr, qrcode,
        ticket number, ticket no, ticket id, ticket reference, ticket ref, ticket secret, secret,
        scan code, badge number, badge id, badge, strichcode, barcode nummer, ticketnummer,
        ticketcode, kartennummer, code barres, code à barres, code barre, numéro de billet,
        n de billet, streepjescode, kaartnummer, streckkod, biljettnummer, biljettkod, kod, kode,
        stregkode, strekkode, billetnummer, código, código de barras, codice, codice a barre
        """,
    FieldName.STATUS: """
        attendance, attendance status, attended, checked in, check in, check-in status,
        attendee status, present, arrived, here, status, registration status,
        anwesend, anwesenheit, erschienen, eingecheckt, teilgenommen, da, teilnahmestatus,
        présent, présence, présente, émargement, émargé, arrivé, statut, état, aanwezig,
        aanwezigheid, ingecheckt, geweest, närvarande, närvaro, närvarade, incheckad, ankommen,
        til stede, fremmøde, fremmødt, oppmøte, deltok, innsjekket, asistencia, asistió, presente,
        estado, presenza, stato
        """,
    FieldName.REPLY: """
        rsvp, rsvp status, reply, response, coming, will attend, accepted, attending, confirmed,
        zusage, zugesagt, zusage absage, rückmeldung, antwort, réponse, confirmation, vient,
        antwoord, reactie, komt, komt u, svar, osa, anmäld, kommer, tilmelding, påmelding,
        respuesta, confirmado, risposta, conferma
        """,
    FieldName.NOTE: """
        note, notes, comment, comments, remark, remarks, bemerkung, bemerkungen, notiz, notizen,
        anmerkung, anmerkungen, kommentar, hinweis, remarque, remarques, commentaire,
        commentaires, observations, opmerking, opmerkingen, notitie, toelichting, anteckning,
        anteckningar, anmärkning, kommentarer, bemærkning, bemærkninger, merknad, merknader,
        nota, notas, comentarios, osservazioni
        """,
}

_STATUSES: dict[AttendanceStatus, str] = {
    AttendanceStatus.ATTENDED: """
        attended, checked in, checkedin, check in, arrived, present, here, was there, scanned,
        used, redeemed, anwesend, erschienen, eingecheckt, teilgenommen, war da, da, eingelöst,
        présent, présente, arrivé, arrivée, émargé, venu, venue, aanwezig, ingecheckt, geweest,
        gekomen, närvarande, närvarade, incheckad, ankommen, deltog, deltok, til stede, mødt,
        fremmødt, møtt, innsjekket, asistió, asistido, presente, entrato
        """,
    AttendanceStatus.NO_SHOW: """
        no show, noshow, absent, did not attend, did not come, not attended, missed, missing,
        nicht erschienen, nicht anwesend, abwesend, fehlt, gefehlt, absente, pas venu,
        non présent, non présenté, afwezig, niet gekomen, niet aanwezig, niet verschenen,
        frånvarande, uteblev, utebliven, kom inte, fraværende, udeblevet, ikke møtt, ikke mødt,
        uteblitt, no asistió, ausente, assente
        """,
    AttendanceStatus.ACCEPTED: """
        accepted, attending, registered, confirmed, coming, going, will attend, booked, paid,
        valid, approved, complete, completed, zugesagt, angemeldet, bestätigt, kommt, bezahlt,
        gebucht, inscrit, inscrite, confirmé, confirmée, accepté, acceptée, vient, payé, payée,
        validé, validée, aangemeld, bevestigd, geaccepteerd, komt, betaald, ingeschreven, anmäld,
        bekräftad, tackat ja, kommer, betald, bokad, tilmeldt, påmeldt, bekræftet, bekreftet,
        betalt, confirmado, confirmada, inscrito, inscrita, registrado, pagado, confermato, iscritto
        """,
    AttendanceStatus.DECLINED: """
        declined, not attending, not coming, not going, cancelled, canceled, refunded, withdrawn,
        regrets, rejected, abgesagt, entschuldigt, storniert, abgemeldet, kommt nicht, erstattet,
        abgelehnt, décliné, refusé, annulé, annulée, excusé, excusée, désisté, remboursé,
        ne vient pas, afgemeld, geannuleerd, afgezegd, komt niet, terugbetaald, avböjt, avbokad,
        avanmäld, tackat nej, kommer inte, återbetald, afmeldt, avmeldt, aflyst, avlyst,
        kommer ikke, cancelado, cancelada, rechazado, reembolsado, annullato, rifiutato
        """,
    AttendanceStatus.INVITED: """
        invited, pending, open, no reply, not replied, awaiting, unconfirmed, waiting, eingeladen,
        offen, ausstehend, keine antwort, invité, invitée, en attente, sans réponse, uitgenodigd,
        in afwachting, geen antwoord, inbjuden, väntar, obesvarad, inviteret, invitert, afventer,
        invitado, invitada, pendiente, invitato, in attesa
        """,
}
_YES = "yes, y, x, xx, 1, true, ja, j, oui, o, sì, si, sí, wahr, vrai, waar, sant, verdadero, ok"
_YES_SIGNS = frozenset("✓✔☑√")
# When somebody was checked in, as ticket shops write it: a date, perhaps with a time.
_MOMENT = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[T ,]+\d{1,2}:\d\d.*)?", re.ASCII)
_NO = "no, n, 0, false, nein, non, nee, nej, nei, falsch, faux, onwaar, falskt, falso"


def bare(text: str) -> str:
    """A heading or status as it is compared: "E-Mail:" and "email" are the same."""
    return "".join(words(text))


def _phrases(listed: str) -> list[str]:
    return [bare(" ".join(phrase.split())) for phrase in listed.split(",")]


_FIELD_OF: dict[str, tuple[FieldName, int]] = {}
for _field, _listed in _HEADINGS.items():
    for _rank, _phrase in enumerate(_phrases(_listed)):
        _FIELD_OF.setdefault(_phrase, (_field, _rank))

_STATUS_OF = {phrase: status for status, listed in _STATUSES.items() for phrase in _phrases(listed)}
_YES_WORDS, _NO_WORDS = frozenset(_phrases(_YES)), frozenset(_phrases(_NO))


def field_of(heading: str) -> FieldName | None:
    """The field that a heading stands for, None for an unknown one."""
    found = _ranked(heading)
    return None if found is None else found[0]


def rank_of(heading: str) -> int:
    """How certain a known heading is among those of its field: 0 is best."""
    found = _ranked(heading)
    return 0 if found is None else found[1]


def _ranked(heading: str) -> tuple[FieldName, int] | None:
    if len(heading) > 80:
        return None
    known = _FIELD_OF.get(bare(heading))
    if known is None and "(" in heading:  # "Phone (mobile)", "Name (as on the badge)"
        known = _FIELD_OF.get(bare(heading.partition("(")[0]))
    return known


@lru_cache(maxsize=1024)
def status_of(text: str, *, reply: bool = False) -> AttendanceStatus | None:
    """The status that a cell means; None for an empty or unknown one, which is never guessed.

    A yes, a tick or a date says that somebody came; in a column of replies a yes says that they
    will and a no that they will not.
    """
    said = bare(text)
    if said in _STATUS_OF:
        return _STATUS_OF[said]
    if said in _YES_WORDS or (text.strip() and set(text.strip()) <= _YES_SIGNS):
        return AttendanceStatus.ACCEPTED if reply else AttendanceStatus.ATTENDED
    if not reply and _MOMENT.fullmatch(text.strip()):
        return AttendanceStatus.ATTENDED
    if reply and said in _NO_WORDS:
        return AttendanceStatus.DECLINED
    return None


def says_nothing(text: str) -> bool:
    """True for a plain no, a dash or nothing: somebody was not seen, which is no status."""
    said = bare(text)
    return not said or said in _NO_WORDS
