"""Volumes, snapshots and backups as rows of Cinder's own models, and beside them what the API must list of them.

The order of the draws matters: with it the same N and SEED give the same volumes on every machine.
"""
import collections
import datetime as dt
import json
import random
import sys

from oslo_config import cfg

from cinder import context, objects, version

objects.register_all()
cfg.CONF(sys.argv[1:], project='cinder', version=version.version_string())
from cinder import db  # noqa: E402  (reads the configuration)
from cinder.db.sqlalchemy import api as sqlalchemy_api, models  # noqa: E402
from seeded import BASE, N, PROJECT_ID, PROJECTS, SEED, USER_ID, uid  # noqa: E402
import shapes  # noqa: E402

R = random.Random(SEED)
NOW = dt.datetime(2025, 6, 1, 3, 0, 0)
ROWS = collections.defaultdict(list)


def ago(days):
    return NOW - dt.timedelta(days=days, seconds=R.randrange(86400))


def add(model, **row):
    ROWS[model].append(row)
    return row


def make_types():
    ctx = context.get_admin_context()
    ids = {}
    for name, specs, encrypted, _, _ in shapes.TYPES:
        ids[name] = uid('type', name)
        private = name == shapes.PRIVATE_TYPE
        values = {'id': ids[name], 'name': name, 'description': 'Type ' + name, 'is_public': not private, 'extra_specs': specs}
        db.volume_type_create(ctx, values, list(PROJECT_ID.values())[:3] if private else None)
        if encrypted:
            how = {'provider': 'luks', 'cipher': 'aes-xts-plain64', 'key_size': 256, 'control_location': 'front-end'}
            db.volume_type_encryption_create(ctx, ids[name], {**how, 'encryption_id': uid('enc', name)})
    every = db.volume_type_get_all(ctx).values()
    ids[shapes.DEFAULT_TYPE] = next(one['id'] for one in every if one['name'] == shapes.DEFAULT_TYPE)
    return ids


TYPE_ID = make_types()
HOSTS = {one[0]: one[4] for one in shapes.TYPES} | {shapes.DEFAULT_TYPE: shapes.DEFAULT_HOST}
TYPE_NAMES, TYPE_WEIGHTS = [one[0] for one in shapes.TYPES] + [shapes.DEFAULT_TYPE], [one[3] for one in shapes.TYPES] + [shapes.DEFAULT_WEIGHT]
PROJECT_NAMES, PROJECT_WEIGHTS = [one[0] for one in PROJECTS], [one[2] for one in PROJECTS]


def attachments(status, wish):
    if 'attach' in wish:
        return wish['attach']
    if status in ('in-use', 'detaching'):
        return 1
    return 1 if status in ('backing-up', 'extending') and R.random() < .6 else 0


def volume(i, wish, taken):
    vid = uid('vol', i)
    project = R.choices(PROJECT_NAMES, PROJECT_WEIGHTS)[0]
    if project == 'one-volume':
        project = 'web-shop' if taken else project
        taken.append(i)
    kind = wish.get('type') or R.choices(TYPE_NAMES, TYPE_WEIGHTS)[0]
    size = wish.get('size') or R.choices(shapes.SIZES, shapes.SIZE_WEIGHTS)[0]
    status = wish.get('status') or R.choices(shapes.STATES, shapes.STATE_WEIGHTS)[0]
    name = wish['name'] if 'name' in wish else '%s-%05d' % (R.choice(shapes.STEMS), i)
    attached = attachments(status, wish)
    created = ago(R.choice([3, 20, 90, 400, 900]) * R.random())
    deleted = bool(wish.get('deleted'))
    bootable = wish.get('bootable', R.random() < .3)
    encrypted = kind == 'ceph-ssd-encrypted'
    row = add(
        'Volume', id=vid, created_at=created, updated_at=created + dt.timedelta(hours=1), deleted=deleted,
        deleted_at=NOW if deleted else None, user_id=USER_ID[project], project_id=PROJECT_ID[project], size=size,
        host=wish['host'] if 'host' in wish else None if status == 'creating' else HOSTS[kind],
        availability_zone=wish['az'] if 'az' in wish else R.choice(['nova', 'nova', 'az2']), status=status,
        attach_status='attached' if attached else 'detached', migration_status=wish.get('migration'), scheduled_at=created,
        launched_at=None if status in ('creating', 'error') else created + dt.timedelta(seconds=3), display_name=name,
        display_description=wish.get('desc', '' if R.random() < .5 else None), volume_type_id=TYPE_ID[kind], bootable=bootable,
        multiattach=bool(wish.get('multiattach')), encryption_key_id=uid('key', i) if encrypted else None,
        use_quota=wish.get('use_quota', True), snapshot_id=uid('snap-src', i) if wish.get('from_snap') else None,
        source_volid=uid('vol', 0) if wish.get('clone') else None, replication_status=wish.get('repl'),
        previous_status='in-use' if status == 'backing-up' and attached else None, shared_targets=False,
    )
    metadata = details(vid, i, wish, row, attached)
    return None if deleted else dict(
        id=vid, name=name, size=size, status=shapes.SHOWN_STATE.get(status, status), db_status=status, type=kind, project=project,
        project_id=PROJECT_ID[project], bootable=bootable, encrypted=encrypted, multiattach=bool(wish.get('multiattach')),
        attachments=attached, metadata=metadata, created_at=created.isoformat(timespec='microseconds'), host=row['host'],
        use_quota=row['use_quota'], availability_zone=row['availability_zone'],
    )


def details(vid, i, wish, row, attached):
    """The rows beside a volume's own; returns the metadata as an administrator sees it."""
    created = row['created_at']
    of_it = dict(created_at=created, deleted=False, volume_id=vid)
    metadata = wish.get('meta')
    if metadata is None and R.random() < .35:
        metadata = {'env': R.choice(['prod', 'test', 'dev']), 'owner': R.choice(['ops, team A', 'dba', 'Zoë'])}
    for key, value in (metadata or {}).items():
        add('VolumeMetadata', key=key, value=value, **of_it)
    for key, value in wish.get('admin', {}).items():
        add('VolumeAdminMetadata', key=key, value=value, **of_it)
    if row['bootable']:
        image = {'image_id': uid('img', i % 5), 'image_name': 'debian-12, generic "cloud"', 'disk_format': 'qcow2', 'min_disk': '0'}
        for key, value in image.items():
            add('VolumeGlanceMetadata', key=key, value=value, **of_it)
    for nth in range(attached):
        add(
            'VolumeAttachment', id=uid('att', i, nth), instance_uuid=uid('srv', i, nth) if wish.get('instance', True) else None,
            attached_host='cmp%02d' % R.randrange(1, 13), attach_time=created + dt.timedelta(minutes=5), attach_status='attached',
            attach_mode='rw', mountpoint=wish.get('device') or ('/dev/vda' if row['bootable'] else '/dev/vd' + 'bcd'[nth % 3]), **of_it,
        )
    return {**(metadata or {}), **wish.get('admin', {})}


def make_snapshots(volumes):
    made = []
    for one in volumes:
        for nth in range(R.choices([0, 1, 2, 7], [60, 25, 12, 3])[0]):
            created, sid = ago(60 * R.random()), uid('snap', one['id'], nth)
            status = R.choices(['available', 'error', 'creating', 'deleting', 'backing-up'], [95, 2, 1, 1, 1])[0]
            add(
                'Snapshot', id=sid, created_at=created, updated_at=created, deleted=False, user_id=USER_ID[one['project']],
                project_id=one['project_id'], volume_id=one['id'], status=status, progress='100%' if status == 'available' else '0%',
                volume_size=one['size'], display_name=R.choice(['snap-%d' % nth, 'before, upgrade', 'nightly "auto"', '']),
                volume_type_id=TYPE_ID[one['type']], use_quota=True,
            )
            if R.random() < .2:
                add('SnapshotMetadata', created_at=created, deleted=False, key='policy', value='daily, keep 7', snapshot_id=sid)
            made.append(dict(id=sid, volume_id=one['id'], size=one['size'], status=status))
    return made


class Backups:
    NFS_CHUNK, SWIFT_CHUNK = 61035 * 32768, 52428800

    def __init__(self):
        self.made = []

    def add(self, bid, of, parent, created, status, name, dependents, nth):
        on_nfs = nth % 4 != 0
        whole = -(-of['size'] * 2**30 // (self.NFS_CHUNK if on_nfs else self.SWIFT_CHUNK))
        container = '%s/%s/%s' % (bid[:2], bid[2:4], bid) if on_nfs else 'volumebackups'
        add(
            'Backup', id=bid, created_at=created, updated_at=created + dt.timedelta(minutes=40), deleted=False,
            user_id=USER_ID[of['project']], project_id=PROJECT_ID[of['project']], volume_id=of['id'], host='bkp01',
            availability_zone='nova', display_name=name, container=container if status != 'creating' else None, parent_id=parent,
            status=status, fail_reason='Failed to mount, "share" 10.0.0.5:/cinder\nretry' if status == 'error' else None,
            service='cinder.backup.drivers.%s' % ('nfs.NFSBackupDriver' if on_nfs else 'swift.SwiftBackupDriver'), size=of['size'],
            object_count=(R.randrange(1, 400) if parent else whole) if status == 'available' else 0,
            num_dependent_backups=dependents, data_timestamp=created,
        )
        if nth % 5 == 0:
            add('BackupMetadata', created_at=created, deleted=False, key='job', value='nightly, v2', backup_id=bid)
        self.made.append(dict(id=bid, volume_id=of['id'], size=of['size'], status=status, incremental=bool(parent), project=of['project']))

    def chain(self, of, which):
        increments = R.choices([0, 1, 3, 6], [25, 20, 30, 25])[0]
        parent = None
        for k in range(increments + 1):
            bid, last, status = uid('bk', of['id'], which, k), k == increments, 'available'
            if last and which == 0:
                status = R.choices(['available', 'creating', 'error', 'deleting', 'restoring'], [90, 3, 4, 1, 2])[0]
            created = NOW - dt.timedelta(days=7 * (which + 1) - k, seconds=R.randrange(7200))
            name = R.choice(['inc-%d' % k if k else 'full', 'nightly, auto', None, ''])
            self.add(bid, of, parent, created, status, name, 0 if last else 1, len(self.made) + 1)
            parent = bid


def make_backups(volumes):
    backups = Backups()
    for one in volumes:
        if one['db_status'] in ('available', 'in-use', 'backing-up', 'error_backing-up') and R.random() <= .45:
            for which in range(R.choices([1, 2], [80, 20])[0]):
                backups.chain(one, which)
    gone = dict(id=uid('vol', 'gone'), project='finance', size=250)
    backups.add(uid('bk', 'orphan'), gone, None, NOW - dt.timedelta(days=200), 'available', 'orphan: volume deleted', 0, 1)
    return backups.made


def insert():
    with sqlalchemy_api.get_engine().begin() as connection:
        for model, rows in ROWS.items():
            # Several rows at once must have the same columns.
            for at in range(0, len(rows), 5000):
                connection.execute(getattr(models, model).__table__.insert(), rows[at:at + 5000])


taken = []
wishes = [shapes.AWKWARD[i] if i < len(shapes.AWKWARD) else {} for i in range(N)]
volumes = [one for one in (volume(i, wish, taken) for i, wish in enumerate(wishes)) if one]
snapshots = make_snapshots(volumes)
backups = make_backups(volumes)
insert()
with open(BASE + '/expected.json', 'w') as file:
    json.dump({'projects': PROJECT_ID, 'types': TYPE_ID, 'volumes': volumes, 'snapshots': snapshots, 'backups': backups}, file, ensure_ascii=False)
print('filled: %d volumes, %d GiB' % (len(volumes), sum(one['size'] for one in volumes)))
