"""The certificate that a server shows, and whether it is the right one."""

import hashlib
import ssl

from watchdog.mailbox.client import ReadOnlyClient
from watchdog.mailbox.endpoint import Endpoint, Tls, configuration


def trust(endpoint: Endpoint) -> ssl.SSLContext:
    """What the server's certificate is judged by."""
    try:
        context = ssl.create_default_context(cafile=endpoint.ca_file)
    except OSError as error:
        what = f"ca_file {endpoint.ca_file} cannot be used ({error.strerror or error})"
        mend = "give the path of a readable file of PEM certificates"
        raise configuration(endpoint, what=what, mend=mend) from error
    if endpoint.certificate is not None:
        # Nobody vouches for it: `verify_pin` compares it before anything secret is said.
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def verify_pin(client: ReadOnlyClient, endpoint: Endpoint) -> None:
    """See that the certificate is the very one that the configuration names."""
    if endpoint.certificate is None or endpoint.tls is Tls.NONE:
        return
    encrypted = client.socket()
    shown = encrypted.getpeercert(binary_form=True) if isinstance(encrypted, ssl.SSLSocket) else b""
    found = hashlib.sha256(shown or b"").hexdigest()
    if found != endpoint.certificate:
        what = f"the server shows another certificate than the one that is pinned ({found})"
        mend = "if it was renewed, put that in as certificate; else somebody listens in"
        raise configuration(endpoint, what=what, mend=mend)
