"""A real mail server (aiosmtpd) for the tests of core/mail: says on standard output, a JSON object a line, where it
listens and what it was told. What it answers depends on the recipient's local part; see Manners.

usage: smtp_server.py [--tls none|starttls|implicit] [--auth USER:PASSWORD] [--login-only] [--directory DIR] [--names NAMES]

With TLS it makes a certificate authority of its own in DIR (ca.pem) and a certificate for NAMES.
"""
import argparse
import asyncio
import base64
import email
import email.policy
import json
import pathlib
import ssl
import subprocess
import sys

from aiosmtpd.smtp import SMTP, AuthResult


def say(**facts):
    print(json.dumps(facts), flush=True)


def parsed(raw):
    """The message as another program reads it."""
    message = email.message_from_bytes(raw, policy=email.policy.default)
    parts = [
        {
            "type": part.get_content_type(),
            "name": part.get_filename() or "",
            "disposition": part.get_content_disposition() or "",
            "bytes": base64.b64encode(part.get_payload(decode=True) or b"").decode(),
        }
        for part in message.walk()
        if not part.is_multipart()
    ]
    defects = [str(defect) for part in message.walk() for defect in part.defects]
    headers = {name.lower(): str(value) for name, value in message.items()}
    return {
        "headers": headers,
        "headerNames": [name for name, _ in message.items()],
        "structure": [part.get_content_type() for part in message.walk()],
        "parts": parts,
        "defects": defects,
    }


class Manners:
    def __init__(self):
        self.seen = set()

    async def handle_RCPT(self, server, session, envelope, address, options):
        name = address.split("@")[0]
        if name == "grey" and address not in self.seen:
            self.seen.add(address)
            return "451 4.7.1 Greylisted, come back later"
        if name == "nobody":
            return "550 5.1.1 No such user here"
        if name == "bye":
            return "421 4.3.2 Going down"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Ok"

    async def handle_DATA(self, server, session, envelope):
        name = envelope.rcpt_tos[0].split("@")[0]
        say(event="message", sender=envelope.mail_from, recipients=envelope.rcpt_tos,
            raw=base64.b64encode(envelope.original_content).decode(), parsed=parsed(envelope.original_content),
            user=session.auth_data or "", tls=session.ssl is not None)
        if name == "dropped":
            server.transport.abort()
            await asyncio.sleep(0)
            return "250 too late"
        if name == "hanging":
            await asyncio.Event().wait()
        if name == "spam":
            return "554 5.7.1 Looks like spam"
        if name == "full":
            return "452 4.2.2 Mailbox full"
        return "250 2.0.0 Queued as 42"


class Server(SMTP):
    def connection_made(self, transport):
        super().connection_made(transport)
        say(event="connection")


def certificate(directory, names):
    directory = pathlib.Path(directory)

    def openssl(*arguments):
        subprocess.run(["openssl", *arguments], check=True, cwd=directory, capture_output=True)

    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    openssl("req", "-x509", *key, "-keyout", "ca.key", "-out", "ca.pem", "-days", "2", "-subj", "/CN=Test CA")
    openssl("req", *key, "-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=mail")
    said = ",".join(("IP:" if name[0].isdigit() else "DNS:") + name for name in names.split(","))
    (directory / "names").write_text("subjectAltName=" + said)
    openssl("x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-days", "2", "-extfile", "names",
            "-out", "server.pem")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(directory / "server.pem", directory / "server.key")
    return context


async def main():
    options = argparse.ArgumentParser()
    options.add_argument("--tls", default="none")
    options.add_argument("--auth", default="")
    options.add_argument("--login-only", action="store_true")
    options.add_argument("--directory")
    options.add_argument("--names", default="localhost")
    chosen = options.parse_args()
    context = certificate(chosen.directory, chosen.names) if chosen.tls != "none" else None

    def authenticate(server, session, envelope, mechanism, data):
        given = data.login.decode() + ":" + data.password.decode()
        return AuthResult(success=given == chosen.auth, handled=False, auth_data=mechanism + " " + given,
                          message=None if given == chosen.auth else "535 5.7.8 Wrong user or password")

    manners = Manners()

    def make():
        return Server(manners, hostname="mail.example", tls_context=context if chosen.tls == "starttls" else None,
                      require_starttls=chosen.tls == "starttls", auth_required=bool(chosen.auth),
                      authenticator=authenticate if chosen.auth else None, auth_require_tls=chosen.tls == "starttls",
                      auth_exclude_mechanism=["PLAIN"] if chosen.login_only else [])

    loop = asyncio.get_running_loop()
    server = await loop.create_server(make, "127.0.0.1", 0, ssl=context if chosen.tls == "implicit" else None)
    say(event="listening", port=server.sockets[0].getsockname()[1])
    # The test holds the other end: when it goes, so does this.
    await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(main())
