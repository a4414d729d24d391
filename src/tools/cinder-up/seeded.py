"""What all parts of the filled cloud agree on: ids that are a function of the seed, and the projects."""
import hashlib
import os
import uuid

SEED = int(os.environ['SEED'])
N = int(os.environ['N'])
BASE = os.environ['BASE']


def uid(*parts):
    text = 'ref|%d|' % SEED + '|'.join(map(str, parts))
    return str(uuid.UUID(hashlib.md5(text.encode()).hexdigest(), version=4))


def hexid(*parts):
    return uid(*parts).replace('-', '')


# name, description, weight
PROJECTS = [
    ('finance', 'Finance, ledger & reporting', 20),
    ('web-shop', '', 30),
    ('R&D, Labs', 'name holds a comma and an ampersand', 20),
    ('データ分析', 'non-ASCII project name', 10),
    ('batch', 'nightly "ETL"', 19),
    ('empty-tenant', 'has no volumes', 0),
    ('one-volume', 'has one volume', 1),
]
PROJECT_ID = {name: hexid('project', name) for name, _, _ in PROJECTS}
USER_ID = {name: hexid('user', name) for name, _, _ in PROJECTS}
