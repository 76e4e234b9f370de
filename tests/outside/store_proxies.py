"""nginx before Oxigraph: basic, bearer, TLS with an authority of one's own, bodies that are too large, a store that is gone."""

import base64
import hashlib
import subprocess

from store_holds import SEED_GRAPH, ended, same
from store_runs import exported, push
from store_servers import Nginx, Oxigraph, free_port
from verdict import SEED

USER, PASSWORD, TOKEN = "häns", "pass: wörd «q»", "t0ken.with-all~of_them+/=="


def certificates(folder):
    """An authority and a certificate for localhost that it has signed."""
    def openssl(*arguments):
        subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)

    new = ["-newkey", "rsa:2048", "-nodes"]
    openssl("req", "-x509", *new, "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=Authority", "-days", "2")
    openssl("req", *new, "-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=localhost")
    (folder / "names").write_text("subjectAltName=DNS:localhost,IP:127.0.0.1\n")
    openssl("x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
            "-out", "server.pem", "-days", "2", "-extfile", "names")


def servers(folder, store):
    """A server for each thing that is tried."""
    upstream = f"proxy_pass {store.url}; client_max_body_size 0;"
    # nginx reads a plain password up to a colon: this one is given as its hash.
    digest = base64.b64encode(hashlib.sha1(PASSWORD.encode()).digest()).decode()
    locked = 'auth_basic "a store";' + f"auth_basic_user_file {folder}/users;"
    bearer = f'if ($http_authorization != "Bearer {TOKEN}") {{ return 401; }}'
    tls = f"ssl_certificate {folder}/server.pem; ssl_certificate_key {folder}/server.key;"
    (folder / "users").write_text(f"{USER}:{{SHA}}{digest}\n", encoding="utf-8")
    listen = "listen 127.0.0.1:{port}"
    return [
        f"server {{ {listen}; location / {{ {locked} {upstream} }} }}",
        f"server {{ {listen}; location / {{ {bearer} {upstream} }} }}",
        f"server {{ {listen} ssl; {tls} location / {{ {locked} {upstream} }} }}",
        f"server {{ {listen}; location / {{ proxy_pass {store.url}; client_max_body_size 10k; }} }}",
        f"server {{ {listen}; location / {{ proxy_pass http://127.0.0.1:{free_port()}; client_max_body_size 0; }} }}",
    ]


def nginx(verdict, folder):
    certificates(folder)
    dossier = SEED / "dossier.yaml"
    expected = exported(dossier)[SEED_GRAPH]
    named = {"VERBALE_STORE_USER": USER, "VERBALE_STORE_PASSWORD": PASSWORD}
    with Oxigraph(folder).started() as store, Nginx(folder, *servers(folder, store)).started() as proxy:
        basic, bearer, tls, small, gone = [f"http://127.0.0.1:{port}" for port in proxy.ports]
        tls = tls.replace("http://127.0.0.1", "https://localhost")

        def tried(about, address, code, *options, variables=None):
            store.clear()
            done = push(dossier, *options, "--retries", "1", to=address, profile="oxigraph", variables=variables)
            ended(verdict, done, code, about)
            if code == 0:
                same(verdict, store, SEED_GRAPH, expected, about)
            else:
                verdict.equal(store.everything(), b"", f"{about}: nothing is there")
            return done.stderr

        tried("basic", basic, 0, variables=named)
        tried("basic, nobody", basic, 3)
        tried("basic, a wrong password", basic, 3, variables={**named, "VERBALE_STORE_PASSWORD": "wrong"})
        tried("bearer", bearer, 0, variables={"VERBALE_STORE_TOKEN": TOKEN})
        tried("bearer, a wrong token", bearer, 3, variables={"VERBALE_STORE_TOKEN": TOKEN[1:]})
        tried("TLS", tls, 0, "--ca", folder / "ca.pem", variables=named)
        stderr = tried("TLS, an authority that is not known", tls, 3, variables=named)
        verdict.check("no safe connection" in stderr, "TLS, an authority that is not known: told", stderr)
        stderr = tried("413", small, 3)
        verdict.check("client_max_body_size" in stderr, "413: a way out", stderr)
        stderr = tried("502", gone, 3)
        verdict.check("try 2 of 2" in stderr and "502" in stderr, "502: tried again", stderr)
        tried("plain HTTP to another machine", "http://store.example.org", 2)
        tried("a user in the address", basic.replace("//", "//a:b@"), 2)
        tried("a file that is no certificate", tls, 2, "--ca", dossier)
