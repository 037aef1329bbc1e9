/* Names that SQL must quote, one way or another: reserved words, capitals, blanks, quotes; a label and a comment with quotes and a backslash. */
#include <stdint.h>

#include <ormlint/orm.h>

enum mood { MOOD_GOOD = 1, MOOD_BAD = 2 };

struct ORM_TABLE(order, comment="it's a \\ table") ORM_INDEX(desc(select), Mixed) order {
    int64_t   id      ORM_COLUMN(primary_key);
    int64_t   select;
    int32_t   Mixed;
    char      text[9] ORM_COLUMN("with blank", server_default="'it''s'");
    char      tick[9] ORM_COLUMN("a`b\"c");
    enum mood mood    ORM_ENUM(storage=native, name=group, prefix=MOOD_, lowercase);
    int64_t  *rank    ORM_FOREIGN_KEY(order.id, name=constraint) ORM_COLUMN(unique);
    double    window  ORM_COLUMN(server_default="1.5");
};
