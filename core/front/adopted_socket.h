#pragma once

#include <Poco/Net/StreamSocket.h>

namespace hostler::front {

/// A POCO socket that owns an open descriptor (of any kind that can be polled) and closes it with
/// its last copy.
Poco::Net::StreamSocket adoptSocket(int descriptor);

}  // namespace hostler::front
