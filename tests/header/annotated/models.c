/* SPDX-License-Identifier: MIT */
/* Every macro of orm.h in every place it may stand, in what C89 and C++ have in common. plain/models.c is its twin. */
#include <stddef.h>
#include <time.h>

#include <ormlint/orm.h>

#define REFERS_TO(table) ORM_FOREIGN_KEY(table.id, ondelete=cascade)

enum role { ROLE_GUEST = 0, ROLE_STAFF = 1 };

struct comment;
struct tag;

struct ORM_ABSTRACT() timestamps {
    time_t created_at ORM_COLUMN(server_default="now()");
    time_t updated_at;
};

struct address {
    char street[81];
    char city[41] ORM_COLUMN("town", comment="where, roughly");
};

struct ORM_TABLE(users, schema=app, comment="who may log in")
       ORM_UNIQUE(email, name=uq_users_email, nulls_not_distinct)
       ORM_INDEX(desc(created_at), expr("lower(email)"), name=ix_users_recent, where="role > 0")
       ORM_CHECK("length(email) > 3", name=ck_users_email)
       ORM_POLYMORPHIC(on=kind, identity="user")
       ORM_ALLOW(redundant-index, short-primary-key, reason="kept for reports") user {
    struct timestamps stamps ORM_EMBED();
    int id ORM_COLUMN(primary_key, autoincrement);
    char email[81] ORM_COLUMN(unique, index);
    char kind[9];
    ORM_COLUMN(type="VARCHAR(40)") char *nick;
    enum role role ORM_ENUM(storage=string, check, prefix=ROLE_, lowercase);
    struct address home ORM_EMBED(prefix="home_");
    struct comment **comments ORM_RELATIONSHIP(back_populates=author, cascade=(all, delete_orphan), count=n_comments);
    size_t n_comments;
    void *lock ORM_IGNORE();
};

struct ORM_TABLE(staff) ORM_INHERITS(user, joined, identity="staff") staff {
    struct user base;
    int badge ORM_COLUMN(unique) ORM_ALLOW(unindexed-foreign-key);
};

struct comment {
    int post;
    int number;
    int author_id REFERS_TO(app.users);
    struct user *author ORM_RELATIONSHIP(user, back_populates=comments);
    struct tag **tags ORM_RELATIONSHIP(secondary=comment_tags, viewonly, count=n_tags);
    size_t n_tags;
} ORM_TABLE(comments) ORM_PRIMARY_KEY(post, number, name=pk_comments);

typedef struct {
    int post;
    int number;
    int tag_id;
} ORM_TABLE(comment_tags) ORM_FOREIGN_KEY((post, number), comments(post, number), ondelete=cascade)
    ORM_EXCLUDE("using gist (post with =, number with &&)", name=ex_comment_tags) comment_tag;

struct tag {
    int id;
    char label[21];
};

ORM_ON(tag, table(tags));
ORM_ON(tag.id, column(primary_key));
ORM_ON(_, index(desc(label), name=ix_tags_label));

static int last_number(const struct comment *comment, const comment_tag *link)
{
    return comment->number > link->number ? comment->number : link->number;
}

int count_comments(const struct user *user, const struct staff *staff, const comment_tag *link)
{
    size_t i;
    int sum = staff->badge + user->home.city[0] + (int)sizeof(struct tag);
    for (i = 0; i < user->n_comments; i++)
        sum += last_number(user->comments[i], link);
    return user->role == ROLE_STAFF ? sum : -sum;
}

struct user first_user;
struct staff first_staff;
