/* Everything the extraction has to tell apart, without any system header: the same facts on every machine. */
#include <ormlint/orm.h>

typedef signed char tiny_t;
typedef unsigned long long id_t_;
typedef id_t_ user_id_t;
typedef char label_t[32];

#define REFS(table) ORM_FOREIGN_KEY(table.id, ondelete = cascade)
#define PRIMARY ORM_COLUMN(primary_key)
#define DECLARE_INDEX(name_, sql) ORM_ON(_, index(definition = #sql, name = name_))

enum color { COLOR_RED, COLOR_GREEN = 3, COLOR_BLUE };
typedef enum { LEVEL_LOW = -1, LEVEL_HIGH } level_t;

struct address {
    label_t street;
    char city[40] ORM_COLUMN(nullable);
};

struct base {
    user_id_t id PRIMARY;
};

struct ORM_INDEX(name) user;

struct ORM_TABLE(users, comment = "caf\u00e9 \"x\"") ORM_INHERITS(base, joined, identity = user) user {
    struct base base;
    ORM_COLUMN(name = "n") label_t name ORM_COLUMN(unique), *nick ORM_ALLOW(some-rule, reason = "é");
    struct address home ORM_EMBED(prefix = "home_"), away ORM_EMBED();
    struct { int number; union { tiny_t low; _Bool high; }; } phone ORM_EMBED();
    union { long l; double d; } ORM_IGNORE();
    struct user **friends ORM_RELATIONSHIP(secondary = friendships,
                                           count = n_friends);
    int n_friends;
    enum color color, *favourite;
    level_t levels[2][3];
    enum { INNER_A, INNER_B = 1 << 4 } inner;
    unsigned flags : 3, : 5, more : 1;
    const char *_Nonnull const note, *_Nullable remark;
    volatile _Atomic(int) hits;
    __typeof__(1.0f) ratio;
    long double exact;
    float _Complex wave;
    unsigned __int128 big;
    void (*callback)(const struct user *, enum color);
    int (*matrix)[4];
    char *(*names)[4];
    struct opaque *handle;
    user_id_t parent REFS(users);
    unsigned char data[];
};
DECLARE_INDEX(ix_users, using btree (lower(name)));
ORM_ON(_.ratio, column(type = "NUMERIC(3, 2)", default = -1.5));

typedef struct ORM_TABLE() { int id; } item_t, *item_ref_t;
typedef struct node { struct node *next ORM_RELATIONSHIP(); } ORM_TABLE(nodes) node_t;
struct plain { int id; };
ORM_ON(_, table(plains));
ORM_ON(node_t, check("next <> ''", ));
typedef struct { int id; } lost_t ORM_TABLE(lost);
