"""Users, roles and the catalogue, through Keystone's own API."""
import json
import os
import sys
import urllib.error
import urllib.request

from seeded import PROJECT_ID

KEYSTONE = os.environ['KEYSTONE_URL']
PASSWORD = os.environ['PASSWORD']
ENDPOINT = os.environ['CINDER_URL'] + ('/v3/%(project_id)s' if os.environ['CATALOG'] == 'project' else '/v3')
headers = {'Content-Type': 'application/json'}


def call(method, path, body=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(KEYSTONE + path, method=method, data=data, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            text = answer.read()
            return answer.headers, json.loads(text) if text else None
    except urllib.error.HTTPError as error:
        # With a short TOKEN_TTL the token may end before this does.
        if error.code == 401 and headers.pop('X-Auth-Token', None):
            log_in()
            return call(method, path, body)
        sys.exit('%s %s: %s %s' % (method, path, error.code, error.read()[:500]))


def log_in():
    user = {'name': 'admin', 'domain': {'name': 'Default'}, 'password': PASSWORD}
    scope = {'project': {'name': 'admin', 'domain': {'name': 'Default'}}}
    login = {'identity': {'methods': ['password'], 'password': {'user': user}}, 'scope': scope}
    headers['X-Auth-Token'] = call('POST', '/auth/tokens', {'auth': login})[0]['X-Subject-Token']


def create(kind, body):
    return call('POST', '/%ss' % kind, {kind: body})[1][kind]['id']


def id_of(kind, name):
    return next(one['id'] for one in call('GET', '/%ss' % kind)[1]['%ss' % kind] if one['name'] == name)


log_in()
admin, admin_role, reader_role = id_of('user', 'admin'), id_of('role', 'admin'), id_of('role', 'reader')
service = create('project', {'name': 'service', 'domain_id': 'default'})
cinder = create('user', {'name': 'cinder', 'password': PASSWORD, 'domain_id': 'default'})
planner = create('user', {'name': 'planner', 'password': PASSWORD, 'domain_id': 'default'})
call('PUT', '/projects/%s/users/%s/roles/%s' % (service, cinder, admin_role))
for project in PROJECT_ID.values():
    call('PUT', '/projects/%s/users/%s/roles/%s' % (project, planner, reader_role))
call('PUT', '/system/users/%s/roles/%s' % (admin, admin_role))

for name, kind in (('cinderv3', 'volumev3'), ('cinder', 'block-storage')):
    service_id = create('service', {'name': name, 'type': kind})
    for interface in ('public', 'internal', 'admin'):
        create('endpoint', {'service_id': service_id, 'interface': interface, 'region_id': 'RegionOne', 'url': ENDPOINT})
