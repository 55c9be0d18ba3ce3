"""A mailbox and a calendar that are no part of the hub: Python's imaplib and smtplib, and the icalendar library.

  client.py read IMAP USER COUNT                waits for so many mails, and prints them as JSON, the oldest first
  client.py press IMAP SMTP USER WHAT [MORE]    answers the newest invitation in the mailbox (accept, decline, counter, delegate), from nothing but what arrived
"""

import email
import email.policy
import imaplib
import json
import smtplib
import sys
import time
from datetime import datetime, timezone
from email.message import EmailMessage

from icalendar import Calendar, Event, vCalAddress, vDatetime


def mails(port, user):
    with imaplib.IMAP4("127.0.0.1", int(port)) as box:
        box.login(user, "secret")
        box.select("INBOX", readonly=True)
        numbers = box.search(None, "ALL")[1][0].split()
        return [email.message_from_bytes(box.fetch(number, "(RFC822)")[1][0][1], policy=email.policy.default) for number in numbers]


def entry_of(mail):
    part = next((one for one in mail.walk() if one.get_content_type() == "text/calendar"), None)
    return part and part.get_payload(decode=True)


def told(mail):
    entry = entry_of(mail)
    files = [one.get_filename() for one in mail.walk() if one.get_filename()]
    plain = mail.get_body(("plain",))
    return {
        "subject": mail["subject"], "from": mail["from"], "to": mail["to"], "replyTo": mail["reply-to"], "text": plain.get_content() if plain else "",
        "calendar": entry and entry.decode(), "method": entry and str(Calendar.from_ical(entry)["METHOD"]), "files": files,
    }


def waited(port, user, count):
    for _ in range(300):
        found = mails(port, user)
        if len(found) >= count:
            return found
        time.sleep(0.1)
    raise SystemExit(f"expected {count} mails to {user}, found {len(mails(port, user))}")


def answer_to(entry, user, what, more):
    """RFC 5546 §3.2.3 and §3.2.7: the entry's own uid, sequence and organiser, and of the attendees the one who answers."""
    asked = Calendar.from_ical(entry)
    event = asked.walk("VEVENT")[0]
    answer = Calendar()
    answer.add("prodid", "-//independent//icalendar//EN")
    answer.add("version", "2.0")
    answer.add("method", "COUNTER" if what == "counter" else "REPLY")
    for zone in asked.walk("VTIMEZONE"):
        answer.add_component(zone)
    reply = Event()
    for name in ("UID", "SEQUENCE", "ORGANIZER", "DTSTART", "DTEND", "SUMMARY"):
        reply[name] = event[name]
    reply.add("dtstamp", datetime.now(timezone.utc))
    me = vCalAddress(f"mailto:{user}")
    me.params["PARTSTAT"] = {"accept": "ACCEPTED", "decline": "DECLINED", "counter": "TENTATIVE", "delegate": "DELEGATED"}[what]
    if what == "decline":
        reply.add("comment", more[0])
    if what == "counter":
        for name, at in zip(("DTSTART", "DTEND"), more):
            reply[name] = vDatetime(datetime.fromisoformat(at.replace("Z", "+00:00")))
    if what == "delegate":
        me.params["DELEGATED-TO"] = f"mailto:{more[0]}"
    reply.add("attendee", me, encode=0)
    answer.add_component(reply)
    return answer.to_ical(), str(event["ORGANIZER"])


def press(imap, smtp, user, what, *more):
    entry = next(found for found in map(entry_of, reversed(mails(imap, user))) if found)
    content, organiser = answer_to(entry, user, what, more)
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = user, organiser.removeprefix("mailto:").removeprefix("MAILTO:"), what
    mail["Message-ID"] = email.utils.make_msgid(domain="example.test")
    mail["Date"] = email.utils.localtime()
    mail.set_content(what)
    mail.add_alternative(content.decode(), subtype="calendar", params={"method": "COUNTER" if what == "counter" else "REPLY"})
    with smtplib.SMTP("127.0.0.1", int(smtp)) as server:
        server.send_message(mail)


if sys.argv[1] == "read":
    print(json.dumps([told(one) for one in waited(sys.argv[2], sys.argv[3], int(sys.argv[4]))]))
else:
    press(*sys.argv[2:])
