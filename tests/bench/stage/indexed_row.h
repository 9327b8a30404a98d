#pragma once

#include "tests/journeys/engine_process.h"

#include <string>

namespace hostler::bench {

/// A route of the program that answers with one row found by a unique index, and no more: a
/// sign-up that has begun, by its handle. Makes one; returns its path.
std::string pathOfOneRow(testing::Installation& here);
/// What the program asks the database for it, and the value of its place.
std::string statementOfOneRow();
std::string keyOfOneRow(const std::string& path);

}  // namespace hostler::bench
