"""Projects with ids of our own: Keystone's API would give them random ones. Runs before Keystone does."""
import sqlite3

from seeded import BASE, PROJECT_ID, PROJECTS

database = sqlite3.connect(BASE + '/keystone.sqlite')
for name, description, _ in PROJECTS:
    database.execute(
        'INSERT INTO project (id, name, extra, description, enabled, domain_id, parent_id, is_domain) VALUES (?, ?, ?, ?, 1, ?, ?, 0)',
        (PROJECT_ID[name], name, '{}', description, 'default', 'default'),
    )
database.commit()
