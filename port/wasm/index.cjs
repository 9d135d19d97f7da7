// SPDX-License-Identifier: MIT
'use strict';
// For require(): every function of index.js returns a promise anyway.

const index = import('./index.js');

exports.extract = async (...given) => (await index).extract(...given);
exports.load = async (...given) => (await index).load(...given);
