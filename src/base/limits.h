/* limits.h - every cap that input can run into, in one place. Each has its own message. */
#ifndef EQ_BASE_LIMITS_H
#define EQ_BASE_LIMITS_H

#define EQ_LIMIT_PROGRAMME_BYTES 1073741824u /* all files of one programme together */
#define EQ_LIMIT_FILES 4096                  /* files of one programme */
#define EQ_LIMIT_NESTING 200                 /* brackets inside one another */
#define EQ_LIMIT_DEPTH 2000                  /* operators on one path of an expression */
#define EQ_LIMIT_LOOKUP 1000                 /* lines of a table that rows look up */
#define EQ_LIMIT_COPIED 20000   /* parts of fixed values in one place of a row's expression */
#define EQ_LIMIT_ERRORS 100     /* messages printed before "and N more" */
#define EQ_LIMIT_GUESSES 10000  /* texts of a file that a slip is compared with */
#define EQ_LIMIT_BAD_CELLS 20   /* cells shown of one data file that do not fit */
#define EQ_LIMIT_NAME 255       /* bytes in a name */
#define EQ_LIMIT_REGISTERS 4096 /* registers in one chunk of bytecode */
#define EQ_LIMIT_OPERANDS 65535 /* constants or inputs in one chunk */
#define EQ_LIMIT_PERIODS 200000 /* periods on a timeline */
#define EQ_LIMIT_RECORD_BYTES 16777216 /* one CSV record */
#define EQ_LIMIT_COLUMNS 4096          /* fields in a CSV record */

#endif
