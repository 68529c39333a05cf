/* The formats of id files: what is read from each, what is refused and how it is said. */
#include "job/ids_support.h"

struct good {
    const char *text;
    int32_t format; /* that is guessed, too */
    const char *field;
};

static void all_give_the_ids(const struct good *files, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        write_text(files[i].text);
        assert_gives(files[i].format, files[i].field, 3);
        assert_gives(XENG_IDS_AUTO, files[i].field, 3);
    }
}

struct bad {
    const char *text;
    const char *field;
    unsigned line;
    const char *said;
};

static void all_are_refused(const struct bad *files, size_t count, int32_t format)
{
    for (size_t i = 0; i < count; i++) {
        write_text(files[i].text);
        assert_refuses(format, files[i].field, files[i].line, files[i].said);
    }
}

#define ALL_GIVE_THE_IDS(files) all_give_the_ids(files, sizeof(files) / sizeof *(files))
#define ALL_ARE_REFUSED(files, format) \
    all_are_refused(files, sizeof(files) / sizeof *(files), format)

static void plain_file_has_an_id_a_line(void **state)
{
    (void)state;
    static const struct good files[] = {
        {"20\n30\n40\n", XENG_IDS_PLAIN, NULL},
        {"20\r\n30\r\n40\r\n", XENG_IDS_PLAIN, NULL},
        {"20\n30\n40", XENG_IDS_PLAIN, NULL},
        {"\xEF\xBB\xBF"
         "20\n30\n40\n",
         XENG_IDS_PLAIN, NULL},
        {"\n  20\t\n# those of May, 2020\n \t \n30\n  # 31\n\r\n40  \n\n", XENG_IDS_PLAIN, NULL},
        {"# id, text\n20\n30\n40\n", XENG_IDS_PLAIN, NULL}};
    ALL_GIVE_THE_IDS(files);
    write_text("9223372036854775807\n");
    assert_int_equal(read_ids(XENG_IDS_PLAIN, NULL, NULL), XENG_OK);
    assert_true(taken.ids[0] == INT64_MAX);
}

static void csv_file_names_its_columns(void **state)
{
    (void)state;
    static const struct good files[] = {
        {"id\n20\n30\n40\n", XENG_IDS_CSV, NULL},
        {"\"Tweet_ID\"\r\n20\r\n\"30\"\r\n40\r\n", XENG_IDS_CSV, NULL},
        {"text,id\na,20\nb,30\nc,40", XENG_IDS_CSV, NULL},
        {"\xEF\xBB\xBF"
         "id,text\n20,\n30,\n\n40,\n",
         XENG_IDS_CSV, NULL},
        {"post_id,tweet_id,name\n1,20,x\n2,30,y\n3,40,z\n", XENG_IDS_CSV, NULL},
        {"text;Id \na, b;20\nc;30\nd; 40 \n", XENG_IDS_CSV, NULL},
        {"text\tid\na;b,c\t20\n\t30\n\t40\n", XENG_IDS_CSV, NULL},
        {"Tweet_id,id,post_id\n1,20,3\n2,30,4\n3,40,5\n", XENG_IDS_CSV, NULL},
        {"\"a,b\";id\n1;20\n2;30\n3;40\n", XENG_IDS_CSV, NULL},
        {"n,\"the \"\"id\"\"\"\n1,20\n2,30\n3,40\n", XENG_IDS_CSV, "the \"id\""},
        {"id,Status No \n1,20\n1,\"30\" \n1, 40\n", XENG_IDS_CSV, " status NO"},
        {"Nr.\n20\n30\n40\n", XENG_IDS_CSV, "nr."},
        {"text,id\n\"a, \"\"b\"\"\nc,99\r\n\r\n\",20\n5\" wide,30\n\"\",\"40\"\n", XENG_IDS_CSV,
         NULL},
        {"\"a\nb\",\"id\n\"\n1,20\n2,30\n3,40\n", XENG_IDS_CSV, NULL}};
    ALL_GIVE_THE_IDS(files);
}

static void json_file_has_an_object_a_line(void **state)
{
    (void)state;
    static const struct good files[] = {
        {"{\"id\": 20}\n{\"id\": \"30\"}\n\n  {\"a\": [1.5], \"id\": 40}", XENG_IDS_JSON_LINES,
         NULL},
        {"\xEF\xBB\xBF\r\n{\"tweet_id\": 20}\r\n{\"id\": 7, \"tweet_id\": 30}\r\n{\"tweet_id\":40}"
         "\r\n",
         XENG_IDS_JSON_LINES, NULL},
        {"{\"id\": 7, \"a\": {\"b\": {\"c\": 20}}}\n{\"a\": {\"b\": {\"c\": 30}}}\n"
         "{\"a\": {\"b\": {\"c\": \"40\"}}, \"text\": \"\\u0000\"}\n",
         XENG_IDS_JSON_LINES, "a.b.c"}};
    ALL_GIVE_THE_IDS(files);
    write_text("{\"id\": 9223372036854775807}\n{\"id\": 1541234567890123457}\n");
    assert_int_equal(read_ids(XENG_IDS_AUTO, NULL, NULL), XENG_OK);
    assert_true(taken.ids[0] == INT64_MAX);
    assert_true(taken.ids[1] == UINT64_C(1541234567890123457));
}

static void what_is_no_id_is_shown_with_its_line(void **state)
{
    (void)state;
    static const struct bad files[] = {
        {"20\n\nx\x1B[2J\xFF\n", NULL, 3, "\"x\\x1B[2J\\xFF\" is no Post id"},
        {"020\n", NULL, 1, "\"020\" is no Post id"},
        {"20\n-3\n", NULL, 2, "\"-3\" is no Post id"},
        {"20 30\n", NULL, 1, "\"20 30\" is no Post id"},
        {"20\n0", NULL, 2, "1 to 9223372036854775807; correct the line"},
        {"9223372036854775808\n", NULL, 1, "\"9223372036854775808\" is no Post id"},
        {"1.54E+18\n", NULL, 1, "\"1.54E+18\" is no Post id"},
        {"1.54E+18\n", NULL, 1, "a spreadsheet has rounded it"},
        {"1,54e18\n", NULL, 1, "a spreadsheet has rounded it"},
        {"\xFF\xFE"
         "2\n",
         NULL, 1, "UTF-16"}};
    ALL_ARE_REFUSED(files, XENG_IDS_PLAIN);
    write_bytes("20\n3\0\n", 6);
    assert_refuses(XENG_IDS_PLAIN, NULL, 2, "\"3\\x00\" is no Post id");
}

static void csv_that_breaks_its_rules_is_refused(void **state)
{
    (void)state;
    static const struct bad files[] = {
        {"", NULL, 1, "the file is empty"},
        {"a,b\n1,2\n", NULL, 1, "no column \"id\", \"tweet_id\" or \"post_id\""},
        {"a,\"b\x07\"\n1,2\n", NULL, 1, "there is: a, b\\x07"},
        {"id,b\n1,2\n", "c", 1, "no column \"c\""},
        {"id,a,ID\n1,2,3\n", NULL, 1, "two columns are named \"id\""},
        {"text,id\na,b,20\n", NULL, 2, "the record has 3 columns, the header 2"},
        {"text,id\na,20\nb\n", NULL, 3, "the record has 1 columns, the header 2"},
        {"text,id\n\"a\n\n\",20\nb,x\n", NULL, 5, "\"x\" in \"id\" is no Post id"},
        {"text,id\n\"a\n\",\n", NULL, 2, "\"\" in \"id\" is no Post id"},
        {"text,id\n\"a\n\"b,20\n", NULL, 3, "text behind a closing quote; quotes within quotes"},
        {"text,id\na,20\n\"b,30\nc,40\n", NULL, 3, "no closing quote before line 4"},
        {"id;text\n1,54E+18;a\n", NULL, 2, "a spreadsheet has rounded it"}};
    ALL_ARE_REFUSED(files, XENG_IDS_CSV);
}

static void json_without_the_id_is_refused(void **state)
{
    (void)state;
    static const struct bad files[] = {
        {"{\"id\": 20}\n{\"tweet_id\": 30}\n", NULL, 2, "no field \"id\""},
        {"{\"a\": 20}\n", NULL, 1, "no field \"id\", \"tweet_id\" or \"post_id\""},
        {"{\"a\": 20}\n", NULL, 1, "there is: {\"a\": 20}"},
        {"{\"a\": {\"b\": 20}}\n{\"a\": 20}\n", "a.b", 2, "no field \"a.b\""},
        {"{\"a\": {\"b\": 20}}\n{\"a\": {\"b\": null}}\n", "a.b", 2, "\"a.b\" is null"},
        {"{\"id\": 1.54E+18}\n", NULL, 1, "has a fraction or an exponent"},
        {"{\"id\": \"1.54E+18\"}\n", NULL, 1, "a spreadsheet has rounded it"},
        {"{\"id\": true}\n", NULL, 1, "neither a string nor an integer"},
        {"{\"id\": {\"id\": 20}}\n", NULL, 1, "\"id.id\", say"},
        {"{\"id\": -9223372036854775808}\n", NULL, 1, "\"-9223372036854775808\" in \"id\""},
        {"{\"id\": \"3\\u0000\"}\n", NULL, 1, "\"3\\x00\" in \"id\" is no Post id"},
        {"\n{\"id\": 20}\n{\n\"id\": 30}\n", NULL, 3, "no JSON object that ends on its line"},
        {"{\"id\": 20, \"id\": 30}\n", NULL, 1, "a key is there twice"},
        {"{\"id\": 9223372036854775808}\n", NULL, 1, "a number is too large"},
        {"20\n", NULL, 1, "no JSON object"},
        {"[20]\n", NULL, 1, "a JSON array"}};
    ALL_ARE_REFUSED(files, XENG_IDS_JSON_LINES);
}

static void guess_that_can_not_be_right_is_refused(void **state)
{
    (void)state;
    static const struct bad files[] = {
        {"\n[{\"id\": 20}]\n", NULL, 2, "the file looks like one JSON array"},
        {"20\n30\n", "id", 1, "the file looks like plain ids, and has no column or field \"id\""},
        {"20,30\n", NULL, 1, "no column \"id\""},
        {"\"20\"\n", NULL, 1, "no column \"id\""}};
    ALL_ARE_REFUSED(files, XENG_IDS_AUTO);
}

static void empty_file_has_no_ids(void **state)
{
    (void)state;
    static const char *const texts[] = {"", "\n \r\n", "\xEF\xBB\xBF"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        write_text(texts[i]);
        assert_gives(XENG_IDS_AUTO, NULL, 0);
        assert_gives(XENG_IDS_PLAIN, NULL, 0);
        assert_gives(XENG_IDS_JSON_LINES, NULL, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_file_has_an_id_a_line),
        cmocka_unit_test(csv_file_names_its_columns),
        cmocka_unit_test(json_file_has_an_object_a_line),
        cmocka_unit_test(what_is_no_id_is_shown_with_its_line),
        cmocka_unit_test(csv_that_breaks_its_rules_is_refused),
        cmocka_unit_test(json_without_the_id_is_refused),
        cmocka_unit_test(guess_that_can_not_be_right_is_refused),
        cmocka_unit_test(empty_file_has_no_ids),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
