-- The copies of a deleted asset go in two steps, days apart, so that whoever did not mean it has time to say so.

create table purges (
    content_hash text not null primary key references asset_manifest (content_hash),
    asked_by     text not null,
    asked_at     timestamptz not null,
    began_at     timestamptz,
    withdrawn_at timestamptz
);

-- How old tombstones and purges are, as this device has counted; no jump of its clock makes them old at once.
create table tombstone_ages (
    content_hash text not null primary key references asset_manifest (content_hash),
    deleted_at   timestamptz not null,
    age_ms       bigint not null default 0,
    purge_known  bigint not null default 0 check (purge_known in (0, 1)),
    purge_age_ms bigint not null default 0,
    agreed       bigint not null default 0 check (agreed in (0, 1))
);

create trigger manifest_purges_new after insert on purges
    for each row execute function manifest_mark('content_hash');
create trigger manifest_purges after update of asked_by, asked_at, began_at, withdrawn_at on purges
    for each row execute function manifest_mark('content_hash');
