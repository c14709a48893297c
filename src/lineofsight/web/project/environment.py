"""Every variable of the environment that is read; docs/reference/settings.md is made of it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Variable:
    """A variable, what holds where it is not set, and what it says."""

    name: str
    default: str
    means: str


VARIABLES = (
    Variable(
        "LINEOFSIGHT_DATA_DIR",
        "`data` in the folder where the command is given",
        "The folder that holds the database, uploaded files, e-mail written to files, the store of "
        "tables and the secret key. Keep it on an encrypted volume, on a disk of the machine.",
    ),
    Variable(
        "DATABASE_URL",
        "SQLite in the data folder",
        "A PostgreSQL database, as `postgres://user:password@host:5432/name`. Backups of it are "
        "then yours: the site copies only SQLite by itself.",
    ),
    Variable(
        "LINEOFSIGHT_BASE_URL",
        "`http://127.0.0.1:8000`; from `serve`, its own host and port",
        "The address that people type. Links in e-mail begin with it. Where it begins with "
        "`https://`, cookies are sent over TLS only and browsers are told to keep to it.",
    ),
    Variable(
        "LINEOFSIGHT_ALLOWED_HOSTS",
        "`127.0.0.1,localhost`",
        "The names under which the site answers, with commas between them.",
    ),
    Variable(
        "LINEOFSIGHT_PROXIES",
        "`0`",
        "How many proxies stand before the site, so that wrong passwords are counted for each "
        "person and not for the proxy.",
    ),
    Variable(
        "LINEOFSIGHT_SECRET_KEY",
        "made once and kept in the data folder as `secret_key`",
        "The key that signs sessions and links. Another key signs everybody out.",
    ),
    Variable(
        "LINEOFSIGHT_EMAIL_URL",
        "files in the data folder's `mail`",
        "How e-mail leaves: `smtp://user:password@host:port`, `smtps://` over TLS from the start, "
        "`smtp+tls://` with STARTTLS, `console:` to print it, `file:` to write it to files.",
    ),
    Variable(
        "LINEOFSIGHT_EMAIL_FROM",
        "`line-of-sight@localhost`",
        "The address that e-mail comes from.",
    ),
    Variable(
        "LINEOFSIGHT_OIDC_ISSUER",
        "none: people sign in with passwords alone",
        "The council's own sign-in service, an address that begins with `https://`.",
    ),
    Variable("LINEOFSIGHT_OIDC_CLIENT_ID", "none", "What the service calls the site."),
    Variable("LINEOFSIGHT_OIDC_CLIENT_SECRET", "none", "What the site proves itself with."),
    Variable(
        "LINEOFSIGHT_OIDC_NAME",
        "`your council account`",
        "What stands on the button, after “Sign in with”.",
    ),
    Variable(
        "LINEOFSIGHT_OIDC_TRUST_ADDRESSES",
        "`no`",
        "`yes` where the service is your own directory and gives out e-mail addresses itself.",
    ),
    Variable(
        "LINEOFSIGHT_SSD_URL",
        "none: tables are loaded from files",
        "A database that holds the tables of the Standard Safeguarding Dataset, as "
        "`postgresql://reader:password@host/name?schema=ssd`. The account should be one that can "
        "only read. The site never shows its password; keep it where you keep the other secrets.",
    ),
    Variable(
        "LINEOFSIGHT_DEFINITIONS",
        "none: the indicators of the package",
        "A council's own folder of indicators, for the commands that measure and for the site's "
        "figures. Start the site again once it has changed.",
    ),
    Variable(
        "LINEOFSIGHT_OLD_AFTER_DAYS",
        "`14`",
        "After how many days the lists that people work from say on top that the tables are old.",
    ),
    Variable(
        "LINEOFSIGHT_ALERTS_OLD_AFTER_DAYS",
        "`10`",
        "After how many days no new alert is drawn from the tables, and no morning e-mail tells of "
        "alerts. Set it a little longer than the time between two loads.",
    ),
    Variable(
        "LINEOFSIGHT_ENGINE_URL",
        "Spark on this machine; no PostgreSQL",
        "What `measure --engine` computes on: a Spark master, as `spark://host:7077` or "
        "`local[4]`, or a PostgreSQL scratch database, as "
        "`postgresql://user:password@host/name`. The site makes no use of it.",
    ),
    Variable(
        "LINEOFSIGHT_ENGINE_FOLDER",
        "a private folder of this machine",
        "A folder that a Spark cluster reads as well as this machine, for the copies of tables.",
    ),
    Variable(
        "DJANGO_SETTINGS_MODULE",
        "`lineofsight.web.project.settings`",
        "Django's settings. Leave it alone.",
    ),
)
