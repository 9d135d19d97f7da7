/* A stand-in until the first training. */
#define GALLEY_CLASS_COUNT 1
static const uint16_t class_hash[] GALLEY_FLASH = {0};
static const int8_t class_weight[] GALLEY_FLASH = {0};
#define STAGE1_TREES 1
#define STAGE1_BIAS 0
static const uint8_t stage1_trees[] GALLEY_FLASH = {7, 0, 10, 2, 0x80, 0xC0, 0x80, 0x20};
#define STAGE2_TREES 1
#define STAGE2_BIAS 0
static const uint8_t stage2_trees[] GALLEY_FLASH = {7, 0, 128, 2, 0x80, 0xC0, 0x80, 0x20};
#define RECORD_SCORE 10
#define KEEP_SCORE 120
#define JUNK_SCORE 38
static const uint8_t sigmoid_table[] GALLEY_FLASH = {5, 5, 6, 7, 7, 8, 10, 11, 12, 14, 15, 17, 19, 22, 24, 27, 30, 34, 38, 42, 47, 51, 57, 62, 69, 75, 82, 89, 96, 104, 112, 120, 128, 135, 143, 151, 159, 166, 173, 180, 186, 193, 198, 204, 208, 213, 217, 221, 225, 228, 231, 233, 236, 238, 240, 241, 243, 244, 245, 247, 248, 248, 249, 250, 250};
