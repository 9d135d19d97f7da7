/*
 * Runs a sketch over the stand-ins: setup, and loop as long as it asks for the
 * next answer.
 *
 * usage: sketch PACKET [ANSWER[+]]...
 *
 * The serial line is standard output.  PACKET: bytes that arrive together;
 * ANSWER: a file with a response, +: the server does not hang up behind it.
 * Standard error says what happened on the network.
 */
#include <Arduino.h>

#include <stdio.h>
#include <stdlib.h>

#include <string>
#include <vector>

#include "network.h"

static std::string contents(const std::string &path)
{
    FILE *file = fopen(path.c_str(), "rb");
    std::string all;
    char piece[4096];
    size_t n;

    if (file == NULL) {
        perror(path.c_str());
        exit(2);
    }
    while ((n = fread(piece, 1, sizeof piece, file)) > 0)
        all.append(piece, n);
    fclose(file);
    return all;
}

int main(int argc, char **argv)
{
    std::vector<std::string> bytes;
    std::vector<Answer> answers;
    size_t left;

    for (int i = 2; i < argc; i++) {
        std::string path = argv[i];

        if (path.back() == '+')
            path.pop_back();
        bytes.push_back(contents(path));
    }
    for (size_t i = 0; i < bytes.size(); i++)
        answers.push_back({bytes[i].data(), bytes[i].size(),
                           argv[i + 2][strlen(argv[i + 2]) - 1] == '+'});
    network_begin(answers.data(), answers.size(), strtoul(argv[1], NULL, 10));
    setup();
    do {
        left = network_answers_left();
        loop();
    } while (network_answers_left() > 0 && network_answers_left() < left);
    fprintf(stderr, "%sread %lu of %lu\n%s\n", network_log(),
            (unsigned long)network_read(), (unsigned long)network_asked(),
            network_is_closed() ? "closed" : "open");
    return 0;
}
