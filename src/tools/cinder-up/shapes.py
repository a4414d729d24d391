"""What the volumes look like: the awkward ones that are always there, and what the others are drawn from."""
from seeded import uid

# name, extra specs, encrypted, weight, host
TYPES = [
    ('ceph-ssd', {'volume_backend_name': 'ceph-ssd'}, False, 34, 'stor01@ceph-ssd#ceph-ssd'),
    ('ceph-ssd-encrypted', {'volume_backend_name': 'ceph-ssd'}, True, 12, 'stor01@ceph-ssd#ceph-ssd'),
    ('lvm-hdd', {'volume_backend_name': 'lvm-hdd'}, False, 26, 'stor02@lvm-hdd#lvm-hdd'),
    ('nfs, archive "cold"', {'volume_backend_name': 'nfs', 'note': 'a,b;c'}, False, 8, 'stor03@nfs#10.0.0.9:/export/vol'),
    ('shared-multiattach', {'volume_backend_name': 'ceph-ssd', 'multiattach': '<is> True'}, False, 4, 'stor01@ceph-ssd#ceph-ssd'),
    ('高速', {}, False, 4, 'stor04@pure#pool-1'),
]
PRIVATE_TYPE = '高速'
DEFAULT_TYPE, DEFAULT_WEIGHT, DEFAULT_HOST = '__DEFAULT__', 12, 'stor02@lvm-hdd#lvm-hdd'

SIZES = [1, 2, 5, 8, 10, 20, 32, 40, 50, 64, 80, 100, 128, 200, 250, 256, 300, 500, 512, 750, 1000, 1024, 2000, 2048, 4096, 8192, 16384]
SIZE_WEIGHTS = [4, 3, 5, 4, 10, 12, 4, 8, 8, 4, 5, 12, 3, 6, 3, 2, 2, 6, 2, 1, 3, 2, 2, 1, 1, .4, .15]
STATES = [
    'available', 'in-use', 'error', 'deleting', 'backing-up', 'creating', 'error_deleting', 'restoring-backup', 'downloading',
    'uploading', 'retyping', 'extending', 'reserved', 'attaching', 'detaching', 'maintenance', 'awaiting-transfer',
    'error_restoring', 'error_backing-up', 'error_extending', 'error_managing', 'managing',
]
STATE_WEIGHTS = [22, 68, 1.5, .5, 2] + [.35] * 17
# The API shows other words for these.
SHOWN_STATE = {'managing': 'creating', 'error_managing': 'error'}
STEMS = [
    'db', 'pg-data', 'mysql', 'web', 'app', 'cache', 'kafka', 'es-node', 'backup-stage', 'jenkins', 'vm-root', 'home', 'media',
    'pvc', 'prometheus', 'gitlab', 'win2019', 'oracle', 'log',
]

NAMES = [
    'plain', 'comma, in name', 'say "hello"', "it's; semi", 'line one\nline two', 'cr\r\nlf', 'tab\there',
    'back\\slash \\n not newline', '', None, ' leading and trailing ', 'naïve café', 'ボリューム-01', 'emoji 💾 disk', 'עברית rtl',
    '=1+1', '+SUM(A1)', '-dash', '@at', '0012', '1e5', 'None', 'null', 'true', '2025-01-02', '<b>html</b> & co', 'pipe | bar',
    'x' * 255, 'e\u0301 decomposed', '\u00e9 composed',
]
METADATA = {
    'tags': 'a,b,c', 'quote': 'he said "x"', "apos'key": "it's", 'json': '{"k": [1, 2]}', 'empty': '', 'nl': 'l1\nl2', 'eq': 'a=b=c',
    'uni': 'größe',
}
AWKWARD = [dict(name=name) for name in NAMES] + [
    dict(name='dup-name', size=1), dict(name='dup-name', size=2), dict(name='#comment'), dict(name='"'), dict(name="[{'id': 'x'}]"),
    dict(name='min-1GiB', size=1), dict(name='max-16TiB', size=16384), dict(name='huge-64TiB', size=65536),
    dict(name='meta-commas', meta=METADATA),
    dict(name='meta-many', meta={'k%02d' % i: 'v%d' % i for i in range(25)}),
    dict(name='multi-attached', type='shared-multiattach', multiattach=True, status='in-use', attach=3),
    dict(name='multiattach-free', type='shared-multiattach', multiattach=True, status='available'),
    dict(name='root disk', bootable=True, status='in-use', attach=1, device='/dev/vda'),
    dict(name='bootable-detached', bootable=True, status='available'),
    dict(name='encrypted', type='ceph-ssd-encrypted', status='in-use', attach=1),
    dict(name='attached-to-host', status='in-use', attach=1, instance=False),
    dict(name='in-use but no attachment row', status='in-use', attach=0),
    dict(name='no-host-error', status='error', host=None),
    dict(name='readonly', admin={'readonly': 'True', 'attached_mode': 'ro'}, status='in-use', attach=1),
    dict(name='migrating-src', status='in-use', attach=1, migration='migrating'),
    dict(name='migrating-dst', status='available', migration='target:' + uid('vol', 49)),
    dict(name='temp-no-quota', status='available', use_quota=False),
    dict(name='no-az', status='available', az=None),
    dict(name='soft-deleted', status='deleted', deleted=True),
    dict(name='unicode type', type='高速'), dict(name='comma type', type='nfs, archive "cold"'),
    dict(name='default type', type='__DEFAULT__'),
    dict(name='described', desc='multi\nline, "description"'),
    dict(name='replicated', repl='enabled'), dict(name='from-snapshot', from_snap=True), dict(name='clone', clone=True),
] + [dict(name='status-' + state, status=state) for state in STATES]
