/* What the page has from the folder page, put into the program when it is built. */
#ifndef CLI_REPORT_FILES_H
#define CLI_REPORT_FILES_H

extern const char cli_page_css[];
extern const char cli_page_js[];

/* The Content-Security-Policy that allows these two and nothing else. */
extern const char cli_page_policy[];

#endif
