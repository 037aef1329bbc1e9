/* SPDX-License-Identifier: MIT */
/* annotated/models.c as it would be written without the annotations. */
#include <stddef.h>
#include <time.h>

enum role { ROLE_GUEST = 0, ROLE_STAFF = 1 };

struct comment;
struct tag;

struct timestamps {
    time_t created_at;
    time_t updated_at;
};

struct address {
    char street[81];
    char city[41];
};

struct user {
    struct timestamps stamps;
    int id;
    char email[81];
    char kind[9];
    char *nick;
    enum role role;
    struct address home;
    struct comment **comments;
    size_t n_comments;
    void *lock;
};

struct staff {
    struct user base;
    int badge;
};

struct comment {
    int post;
    int number;
    int author_id;
    struct user *author;
    struct tag **tags;
    size_t n_tags;
};

typedef struct {
    int post;
    int number;
    int tag_id;
} comment_tag;

struct tag {
    int id;
    char label[21];
};

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
