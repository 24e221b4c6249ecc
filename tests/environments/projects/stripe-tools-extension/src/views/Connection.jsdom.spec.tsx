/** @jest-environment jsdom */

import "./Connection.spec";
