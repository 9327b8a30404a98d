#pragma once

#include "core/hostname/hostname.h"

#include <string>

namespace hostler {

/// Whether names are registered right below this one ("co.in", "github.io"), so that it belongs to
/// nobody who buys here. By the Public Suffix List that the machine has. Thread-safe.
bool isPublicSuffix(const Hostname& name);

/// The part of a name that somebody registered: "example.co.in" of "www.example.co.in"; the whole
/// name where it is a public suffix itself. In A-labels. Thread-safe.
std::string registrableName(const Hostname& name);

}  // namespace hostler
